"""The list of incidents as it is saved: none of their words, and no account of anybody."""

from moderation.incidents.models import Incident
from schoolsocial.documents.lists import SavedList

INCIDENTS = SavedList[Incident](
    "incidents.everything",
    "Incidents",
    {
        "Incident": lambda one: str(one.pk),
        "Kind": lambda one: one.label,
        "Severity": lambda one: one.get_severity_display(),
        "Confidential": lambda one: one.is_confidential,
        "Reported at": lambda one: one.reported_at,
        "Reported by": lambda one: one.reported_by.name if one.reported_by else "School Social",
        "Looked after by": lambda one: one.owner.name if one.owner else "",
        "By law, by": lambda one: one.due_at,
        "Met at": lambda one: one.met_at,
        "Steps left": lambda one: getattr(one, "steps_left", None),
        "Outcome": lambda one: one.get_outcome_display(),
        "Closed at": lambda one: one.closed_at,
    },
)
