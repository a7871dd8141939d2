"""What governors do about the figures: visits, comments, follow-up actions."""

from datetime import date, datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.audit.actions import Detail
from schoolsocial.governance.errors import Refusal
from schoolsocial.governance.models import Comment, FollowUp, Visit


class NothingSaid(Refusal):
    """A record needs words."""

    def __init__(self) -> None:
        super().__init__(gettext("Write a few words first."))


class ImpossibleDays(Refusal):
    """The days contradict each other or the calendar."""


class AlreadySettled(Refusal):
    """Somebody settled it first."""

    def __init__(self) -> None:
        super().__init__(
            gettext("Somebody has settled this already. The page shows what came of it.")
        )


def comment(*, school: School, indicator: str, words: str, by: Person, now: datetime) -> Comment:
    """Say something about an indicator. Raises ``NothingSaid``."""
    said = _said(words)
    with transaction.atomic():
        made = Comment.objects.create(school=school, indicator=indicator, words=said, by=by, at=now)
        _record("governance.commented", made, by, now, indicator=indicator)
    return made


def ask(
    *, school: School, indicator: str, words: str, due_on: date, by: Person, now: datetime
) -> FollowUp:
    """Ask for something to be done by that day. Raises ``NothingSaid``, ``ImpossibleDays``."""
    said = _said(words)
    if due_on < timezone.localdate(now):
        raise ImpossibleDays(gettext("That day is over. Choose today or a later one."))
    with transaction.atomic():
        made = FollowUp.objects.create(
            school=school, indicator=indicator, words=said, due_on=due_on, asked_by=by, asked_at=now
        )
        _record("governance.follow_up_asked", made, by, now, indicator=indicator)
    return made


def settle(*, follow_up: FollowUp, outcome: str, by: Person, now: datetime) -> FollowUp:
    """Say what came of it, once. Raises ``NothingSaid``, ``AlreadySettled``."""
    said = _said(outcome)
    with transaction.atomic():
        locked = FollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up.pk)
        if locked.done_at is not None:
            raise AlreadySettled
        locked.outcome, locked.done_by, locked.done_at = said, by, now
        locked.save(update_fields=["outcome", "done_by", "done_at"])
        _record("governance.follow_up_settled", locked, by, now, indicator=locked.indicator)
    return locked


def record_visit(
    *,
    school: School,
    kind: str,
    held_on: date,
    next_due_on: date,
    note: str,
    by: Person,
    now: datetime,
) -> Visit:
    """Record a visit or a review that was held. Raises ``NothingSaid``, ``ImpossibleDays``."""
    said = _said(note)
    if held_on > timezone.localdate(now):
        raise ImpossibleDays(gettext("That day is still to come. Record it once it was held."))
    if next_due_on <= held_on:
        raise ImpossibleDays(
            gettext("The next one must be due after the day on which this one was held.")
        )
    with transaction.atomic():
        made = Visit.objects.create(
            school=school,
            kind=kind,
            held_on=held_on,
            next_due_on=next_due_on,
            note=said,
            recorded_by=by,
            recorded_at=now,
        )
        _record("governance.visit_recorded", made, by, now, kind=kind)
    return made


def _said(words: str) -> str:
    said = words.strip()
    if not said:
        raise NothingSaid
    return said


def _record(verb: str, made: models.Model, by: Person, now: datetime, **details: Detail) -> None:
    school_id: int = made.__dict__["school_id"]
    audit.record(school_id=school_id, by=by.pk, verb=verb, subject=made, details=details, at=now)
