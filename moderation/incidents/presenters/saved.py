"""The list of incidents as it is saved: none of their words, and no account of anybody."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.incidents.models import Incident
from schoolsocial.documents.lists import SavedList

INCIDENTS = SavedList[Incident](
    "incidents.everything",
    _("Incidents"),
    {
        _("Incident"): lambda one: str(one.pk),
        _("Kind"): lambda one: one.label,
        _("Severity"): lambda one: one.get_severity_display(),
        _("Confidential"): lambda one: one.is_confidential,
        _("Reported at"): lambda one: one.reported_at,
        _("Reported by"): lambda one: (
            one.reported_by.name if one.reported_by else gettext("School Social")
        ),
        _("Looked after by"): lambda one: one.owner.name if one.owner else "",
        _("By law, by"): lambda one: one.due_at,
        _("Met at"): lambda one: one.met_at,
        _("Steps left"): lambda one: getattr(one, "steps_left", None),
        _("Outcome"): lambda one: one.get_outcome_display(),
        _("Closed at"): lambda one: one.closed_at,
    },
)
