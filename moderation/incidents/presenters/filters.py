"""What the list of incidents can be asked for, so that it can be kept."""

from moderation.incidents.playbook import Severity, shipped
from schoolsocial.accounts.filtering import Choice, Filters, Tick, among

INCIDENTS = Filters(
    "incidents.everything",
    {
        "kind": Choice("Kind", lambda _request: shipped().keys()),
        "severity": Choice("Severity", among(*Severity.values)),
        "state": Choice("State", among("open", "closed", ""), "open"),
        "mine": Tick("Only mine"),
    },
)
