"""Mails about incidents. They say that there is one, and nothing of it."""

from datetime import datetime

from django.urls import reverse

from moderation.incidents.models import Incident
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission


def reported(incident: Incident, now: datetime) -> None:
    """To whoever may see it, but not to its reporter, who knows."""
    _tell(incident, "incident-reported", now, but=incident.reported_by_id)


def given(incident: Incident, now: datetime) -> None:
    """To its new owner."""
    if incident.owner is not None:
        _letter(incident, incident.owner.email, "incident-given", now)


def time_is_running_out(incident: Incident, now: datetime) -> None:
    """The law's time ends soon, or is over."""
    _tell(incident, "incident-due", now)


def _tell(incident: Incident, kind: str, now: datetime, *, but: int | None = None) -> None:
    handling = Membership.objects.able_to(Permission.HANDLE_INCIDENTS).select_related("person")
    seeing = [one for one in handling if incident.is_visible_to(one) and one.person_id != but]
    for address in sorted({one.person.email for one in seeing}):
        _letter(incident, address, kind, now)


def _letter(incident: Incident, to: str, kind: str, now: datetime) -> None:
    path = reverse("incidents:incident", args=[incident.school.slug, incident.pk])
    letters.queue(school=incident.school, to=to, kind=kind, path=path, now=now)
