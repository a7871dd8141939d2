"""Visits and reviews as they are saved."""

from schoolsocial.documents.lists import SavedList
from schoolsocial.governance.models import Visit

VISITS = SavedList[Visit](
    "governance.visits",
    "Governor visits",
    {
        "What": lambda visit: visit.get_kind_display(),
        "Held on": lambda visit: visit.held_on,
        "Next due by": lambda visit: visit.next_due_on,
        "Note": lambda visit: visit.note,
        "Recorded by": lambda visit: visit.recorded_by.name,
        "Recorded at": lambda visit: visit.recorded_at,
    },
)
