"""What the list of incidents can be asked for, so that it can be kept."""

from django.utils.translation import gettext_lazy as _

from moderation.incidents.playbook import Severity, shipped
from schoolsocial.accounts.filtering import Choice, Filters, Tick, among

INCIDENTS = Filters(
    "incidents.everything",
    {
        "kind": Choice(_("Kind"), lambda _request: shipped().keys()),
        "severity": Choice(_("Severity"), among(*Severity.values)),
        "state": Choice(_("State"), among("open", "closed", ""), "open"),
        "mine": Tick(_("Only mine")),
    },
)
