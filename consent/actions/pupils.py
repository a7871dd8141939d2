"""Correcting one child's entry by hand, leaving and coming back."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from consent.academic_year import day_of, midnight_after
from consent.actions import answers
from consent.errors import Refusal
from consent.models import Pupil, RegisterChange
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit

CORRECTABLE = (
    "admission_number",
    "upn",
    "legal_forename",
    "legal_surname",
    "preferred_forename",
    "preferred_surname",
    "year_group",
    "school_class",
    "born_on",
)


class NumberTaken(Refusal):
    """Another child has this admission number."""


class ChangedMeanwhile(Refusal):
    """The entry is no longer what the page showed."""


class NotNow(Refusal):
    """The child has left already, or never did; or the day cannot be."""


def correct(
    *, pupil: Pupil, seen: str, by: Person, now: datetime, values: Mapping[str, object]
) -> list[str]:
    """Put an entry right (UK GDPR Article 16); which fields changed.

    ``seen`` is ``as_of`` the entry whose values the page showed: all of them are written, and would
    take back what an import changed meanwhile. The record says who changed which fields and when,
    never what they held. Raises ``ChangedMeanwhile``, ``NumberTaken``.
    """
    try:
        with transaction.atomic():
            current = Pupil.objects.select_for_update().get(pk=pupil.pk)
            if as_of(current) != seen:
                raise ChangedMeanwhile(
                    gettext(
                        "This entry was changed while you had it open, by an import for "
                        "instance. Open it again, and put right what is still wrong."
                    )
                )
            changed = [name for name in CORRECTABLE if getattr(current, name) != values[name]]
            if not changed:
                return []
            for name in changed:
                setattr(current, name, values[name])
            current.save(update_fields=[*changed, "changed_at"])
            _record("pupil.corrected", current, by, now, fields=changed)
    except IntegrityError as error:
        raise NumberTaken(
            gettext("Another child of the school has this admission number.")
        ) from error
    return changed


def as_of(pupil: Pupil) -> str:
    """What tells this state of an entry from the next."""
    return pupil.changed_at.isoformat()


@transaction.atomic
def leave(*, pupil: Pupil, last_day: date, by: Person, now: datetime) -> None:
    """The child is at the school until that day; what shows it stops then. Raises ``NotNow``."""
    current = Pupil.objects.select_for_update().get(pk=pupil.pk)
    if current.left_on is not None:
        raise NotNow(gettext("This child has left already."))
    if last_day > day_of(now):
        raise NotNow(
            gettext("That day is still to come. Mark the child as a leaver on its last day.")
        )
    if current.joined_on and last_day < current.joined_on:
        raise NotNow(gettext("That is before the child joined the school."))
    current.left_on = last_day
    current.save(update_fields=["left_on", "changed_at"])
    gone_from = max(now, midnight_after(last_day))
    answers.note_change(pupil=current, kind=RegisterChange.Kind.LEFT, now=gone_from)
    _record("pupil.left", current, by, now)


@transaction.atomic
def come_back(*, pupil: Pupil, by: Person, now: datetime) -> None:
    """A new stay begins today: families are asked again. Raises ``NotNow``."""
    current = _leaver(pupil)
    current.left_on, current.joined_on = None, day_of(now)
    current.save(update_fields=["left_on", "joined_on", "changed_at"])
    answers.note_change(pupil=current, kind=RegisterChange.Kind.LEFT, now=now)
    _record("pupil.rejoined", current, by, now)


@transaction.atomic
def never_left(*, pupil: Pupil, by: Person, now: datetime) -> None:
    """Leaving was a mistake: the stay goes on, and so does what was answered in it.

    Raises ``NotNow``.
    """
    current = _leaver(pupil)
    current.left_on = None
    current.save(update_fields=["left_on", "changed_at"])
    answers.note_change(pupil=current, kind=RegisterChange.Kind.LEFT, now=now)
    _record("pupil.leaving_taken_back", current, by, now)


def note_export(*, pupil: Pupil, by: Person, now: datetime) -> None:
    """Keep on record that everything held about a child was handed out, and by whom."""
    with transaction.atomic():
        _record("pupil.exported", pupil, by, now)


def _leaver(pupil: Pupil) -> Pupil:
    current = Pupil.objects.select_for_update().get(pk=pupil.pk)
    if current.left_on is None:
        raise NotNow(gettext("This child is at the school."))
    return current


def _record(
    verb: str, pupil: Pupil, by: Person, now: datetime, fields: list[str] | None = None
) -> None:
    audit.record(
        school_id=pupil.school_id,
        by=by.pk,
        verb=verb,
        subject=pupil,
        details={"fields": fields} if fields else {},
        at=now,
    )
