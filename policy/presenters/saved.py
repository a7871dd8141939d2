"""Who agreed and who is trained, as it is saved."""

from policy.presenters.standing import Row
from schoolsocial.documents.lists import SavedList

TRAINING = SavedList[Row](
    "policy.training",
    "Training and agreement",
    {
        "Name": lambda row: row.name,
        "Agreed at": lambda row: row.agreed_at,
        "Course": lambda row: row.course,
        "Trained until": lambda row: row.trained_until,
        "Training over": lambda row: row.lapsed,
    },
)
