"""Writing answers into the register. Nothing is ever changed: a new answer is a new row."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from consent import academic_year
from consent.errors import Refusal
from consent.models import (
    Answer,
    Consent,
    Guardian,
    Guardianship,
    Pupil,
    Purpose,
    RegisterChange,
    Wording,
)
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


class LimitsMissing(Refusal):
    """A limited yes says what its limits are, any other answer has none."""


class NotAGuardian(Refusal):
    """Whoever answered is no parent or carer of this child on record."""


class NotYet(Refusal):
    """An answer is dated in the future."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered, by whom and how. ``guardian`` is None where the child answered.

    ``expires_on`` is the end of the academic year of ``given_on`` unless said otherwise.
    """

    answer: Answer
    given_on: date
    method: Consent.Method
    guardian: Guardian | None
    limits: frozenset[str] = frozenset()
    wording: Wording | None = None
    language: str = "en"
    is_withdrawal: bool = False
    expires_on: date | None = None


@transaction.atomic
def record(
    *, pupil: Pupil, purpose: Purpose, reply: Reply, by: Person | None, now: datetime
) -> Consent:
    """Add one answer; ``by`` is None where the family answered by itself.

    Raises ``LimitsMissing``, ``NotAGuardian``, ``NotYet``.
    """
    _refuse_unfit(reply, now)
    year = academic_year.academic_year(reply.given_on)
    held = _responsibility(pupil, reply.guardian)
    consent = Consent.objects.create(
        school_id=pupil.school_id,
        pupil=pupil,
        purpose=purpose,
        answer=reply.answer,
        limits=sorted(reply.limits),
        guardian=reply.guardian,
        relationship=held.relationship if held else "",
        parental_responsibility=bool(held and held.parental_responsibility),
        method=reply.method,
        wording=reply.wording,
        language=reply.language,
        given_on=reply.given_on,
        academic_year=year,
        expires_on=reply.expires_on or academic_year.last_day(year),
        is_withdrawal=reply.is_withdrawal,
        recorded_by=by,
        recorded_at=now,
    )
    kind = RegisterChange.Kind.WITHDRAWAL if reply.is_withdrawal else RegisterChange.Kind.ANSWER
    note_change(pupil=pupil, kind=kind, now=now)
    audit.record(
        school_id=pupil.school_id,
        by=by.pk if by else None,
        verb="consent.withdrawn" if reply.is_withdrawal else "consent.recorded",
        subject=pupil,
        details={"consent": consent.pk, "purpose": purpose.code, "method": str(reply.method)},
        at=now,
    )
    return consent


def withdraw(
    *,
    pupil: Pupil,
    purposes: Collection[Purpose],
    guardian: Guardian | None,
    method: Consent.Method,
    by: Person | None,
    now: datetime,
) -> list[Consent]:
    """Take consent back, at once, for each of these purposes.

    Withdrawing is as easy as giving (UK GDPR Article 7(3)): nothing is asked but who says so.
    """
    reply = Reply(
        answer=Answer.NO,
        given_on=academic_year.day_of(now),
        method=method,
        guardian=guardian,
        is_withdrawal=True,
    )
    with transaction.atomic():
        return [
            record(pupil=pupil, purpose=purpose, reply=reply, by=by, now=now)
            for purpose in purposes
        ]


def note_change(*, pupil: Pupil, kind: RegisterChange.Kind, now: datetime) -> None:
    """Leave word, in the same transaction, for whoever stops and takes down posts."""
    RegisterChange.objects.create(school_id=pupil.school_id, pupil=pupil, kind=kind, at=now)


def note_changes(
    *, school_id: int, pupils: Collection[int], kind: RegisterChange.Kind, now: datetime
) -> None:
    """The same word about many children at once."""
    RegisterChange.objects.bulk_create(
        [
            RegisterChange(school_id=school_id, pupil_id=pupil, kind=kind, at=now)
            for pupil in pupils
        ],
        batch_size=1_000,
    )


def _refuse_unfit(reply: Reply, now: datetime) -> None:
    if (reply.answer == Answer.LIMITED) != bool(reply.limits):
        raise LimitsMissing(gettext("Say which limits the family set, or choose yes or no."))
    if reply.given_on > academic_year.day_of(now):
        raise NotYet(
            gettext("That day is still to come. Enter the day on which the answer was given.")
        )


def _responsibility(pupil: Pupil, guardian: Guardian | None) -> Guardianship | None:
    if guardian is None:
        return None
    held = Guardianship.objects.filter(pupil=pupil, guardian=guardian).first()
    if held is None:
        raise NotAGuardian(
            gettext("This person is not on record as a parent or carer of the child.")
        )
    return held
