"""Visits and reviews as they are saved."""

from django.utils.translation import gettext_lazy as _

from schoolsocial.documents.lists import SavedList
from schoolsocial.governance.models import Visit

VISITS = SavedList[Visit](
    "governance.visits",
    _("Governor visits"),
    {
        _("What"): lambda visit: visit.get_kind_display(),
        _("Held on"): lambda visit: visit.held_on,
        _("Next due by"): lambda visit: visit.next_due_on,
        _("Note"): lambda visit: visit.note,
        _("Recorded by"): lambda visit: visit.recorded_by.name,
        _("Recorded at"): lambda visit: visit.recorded_at,
    },
)
