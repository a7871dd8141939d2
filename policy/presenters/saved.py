"""Who agreed and who is trained, and which versions there were, as they are saved."""

from policy.presenters.standing import Row
from policy.presenters.versions import Listed
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

VERSIONS = SavedList[Listed](
    "policy.versions",
    "Versions of the policy",
    {
        "Version": lambda one: one.version.number,
        "Title": lambda one: one.version.title,
        "Stands": lambda one: one.validity.words,
        "Ratified on": lambda one: one.version.ratified_on,
        "On paper": lambda one: one.version.on_paper,
        "Minute": lambda one: one.version.minute_reference,
        "In force from": lambda one: one.version.in_force_from,
        "Review on": lambda one: one.version.review_on,
    },
)
