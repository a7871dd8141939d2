"""How long incidents are kept, and what is kept longer for a legal reason."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from consent.academic_year import day_of
from moderation.incidents import record, words
from moderation.incidents.errors import Refusal
from moderation.incidents.models import Entry, Hold, Incident, KeepingTime
from moderation.incidents.models.keeping import MOST_MONTHS
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit


class BadTime(Refusal):
    """An incident is kept for some months, not for ever; a hold ends on a day to come."""


class NoReason(Refusal):
    """What is kept longer is kept for a reason."""


class NotHeld(Refusal):
    """Nobody keeps it longer."""


def keep_for(
    *, school: School, category: str, months: int, by: Person, now: datetime
) -> KeepingTime:
    """From now on incidents of this kind are kept that many months. Raises ``BadTime``."""
    if not 1 <= months <= MOST_MONTHS:
        raise BadTime(gettext("Choose 1 to {most} months.").format(most=MOST_MONTHS))
    with transaction.atomic():
        kept, _ = KeepingTime.objects.update_or_create(
            school=school,
            category=category,
            defaults={"months": months, "changed_by": by, "changed_at": now},
        )
        audit.record(
            school_id=school.pk,
            by=by.pk,
            verb="incident.keeping_changed",
            subject=kept,
            details={"kind": category, "months": months},
            at=now,
        )
    return kept


def hold(*, incident: Incident, until: date, said: str, by: Person, now: datetime) -> Hold:
    """Keep the incident until that day, whatever its time. One hold takes another's place.

    Raises ``BadTime``, ``NoReason``, ``words.Shut``.
    """
    if until <= day_of(now):
        raise BadTime(gettext("Choose a day to come. When it is over, you can choose another."))
    if not said.strip():
        raise NoReason(gettext("Say for which legal reason it is kept longer."))
    with transaction.atomic():
        incident = _locked(incident)
        record.refuse_destroyed(incident)
        _lift(incident, by, now)
        held = Hold.objects.create(
            school_id=incident.school_id,
            incident=incident,
            words=words.seal(incident, said.strip()),
            until=until,
            by=by,
            at=now,
        )
        record.add(incident, Entry.Kind.HELD, by=by, now=now, what=until.isoformat())
    return held


def release(*, incident: Incident, by: Person, now: datetime) -> None:
    """It is kept no longer than others of its kind. Raises ``NotHeld``."""
    with transaction.atomic():
        incident = _locked(incident)
        if not _lift(incident, by, now):
            raise NotHeld(gettext("Nobody keeps this incident longer."))
        record.add(incident, Entry.Kind.RELEASED, by=by, now=now)


def _lift(incident: Incident, by: Person, now: datetime) -> bool:
    standing = Hold.objects.filter(incident=incident, lifted_at=None)
    return bool(standing.update(lifted_by=by, lifted_at=now))


def _locked(incident: Incident) -> Incident:
    return Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
