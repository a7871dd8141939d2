"""Saying that an incident is about an account, or belongs to another incident."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from moderation.incidents import linking, record
from moderation.incidents.errors import Refusal
from moderation.incidents.models import Entry, Incident, IncidentLink
from schoolsocial.accounts.models import Person


class LinkedAlready(Refusal):
    """They belong together already, or are one and the same."""


def link_account(*, incident: Incident, handle: str, by: Person, now: datetime) -> None:
    """The incident is about this account, too. Raises ``LinkedAlready``."""
    record.refuse_destroyed(incident)
    with transaction.atomic():
        if not linking.link(incident, handle, by=by, now=now):
            raise LinkedAlready(gettext("That account is linked already."))
        record.add(incident, Entry.Kind.LINKED, by=by, now=now, what="account")


def link_incident(*, incident: Incident, other: Incident, by: Person, now: datetime) -> None:
    """The two belong together; both say so. Raises ``LinkedAlready``."""
    if incident == other:
        raise LinkedAlready(gettext("That is this incident itself."))
    for one in (incident, other):
        record.refuse_destroyed(one)
    first, second = sorted((incident, other), key=lambda one: one.pk)
    with transaction.atomic():
        _, is_new = IncidentLink.objects.get_or_create(
            school_id=incident.school_id,
            incident=first,
            other=second,
            defaults={"by": by, "at": now},
        )
        if not is_new:
            raise LinkedAlready(gettext("They are linked already."))
        for one in (first, second):
            record.add(one, Entry.Kind.LINKED, by=by, now=now, what="incident")
