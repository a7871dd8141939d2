"""Each change of an incident leaves a line with it, and an event in the audit chain."""

from datetime import datetime

from django.utils.translation import gettext

from moderation.incidents.errors import Refusal
from moderation.incidents.models import Entry, Incident
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


class Destroyed(Refusal):
    """What was written about the incident is gone, and nothing more is written."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "What was written about this incident was destroyed when its time was "
                "over. Report a new one if there is something new."
            )
        )


def refuse_destroyed(incident: Incident) -> None:
    """Raises ``Destroyed`` where its time was over."""
    if incident.disposed_at is not None:
        raise Destroyed


def add(
    incident: Incident,
    kind: Entry.Kind,
    *,
    by: Person | None,
    now: datetime,
    what: str = "",
    said: bytes = b"",
    reference: str = "",
) -> Entry:
    """Add the line, in the caller's transaction. ``said`` is sealed; the chain gets codes only.

    Raises ``Destroyed`` where its time was over: nothing is added to it then.
    """
    refuse_destroyed(incident)
    entry = Entry.objects.create(
        school_id=incident.school_id,
        incident=incident,
        kind=kind,
        what=what,
        reference=reference[:60],
        words=said,
        by=by,
        at=now,
    )
    audit.record(
        school_id=incident.school_id,
        by=by.pk if by else None,
        verb=f"incident.{kind.value}",
        subject=incident,
        details={"what": what} if what else {},
        at=now,
    )
    return entry
