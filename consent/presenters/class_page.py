"""A class to be entered, one purpose at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext

from consent.actions import purposes
from consent.forms.replies import DayForm, ReplyForm
from consent.marks import Mark, Tally, mark_of, tally
from consent.models import Consent, Guardianship, Pupil, Purpose, SchoolClass
from consent.presenters import choosing, said
from consent.presenters.choosing import Choice
from consent.queries import answers as queries
from consent.queries.classes import pupils_of
from consent.queries.showing import standing_of
from consent.standing import Standing

NO_REPLY = "no-reply"


@dataclass(frozen=True, slots=True)
class Row:
    """One child: how it stands, and what is being entered.

    A "no" comes without its form: a protected child may have none, and is not to be told apart.
    """

    pupil: Pupil
    mark: Mark
    limits: str
    disagrees: bool
    on_record: str
    prefix: str
    seen: int
    answer: str
    choices: tuple[Choice, ...]
    who: tuple[Choice, ...]
    limit_choices: tuple[Choice, ...]
    errors: tuple[str, ...]
    has_carer: bool


@dataclass(frozen=True, slots=True)
class ClassPage:
    school_class: SchoolClass
    purpose: Purpose
    purposes: tuple[Purpose, ...]
    rows: tuple[Row, ...]
    tally: Tally
    only: str
    day: DayForm


@dataclass(frozen=True, slots=True)
class Sent:
    """What a page sent that could not all be taken."""

    forms: Mapping[int, ReplyForm] = field(default_factory=dict)
    overtaken: Mapping[int, Consent] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Roster:
    """The children of a class and who may answer for each."""

    school_class: SchoolClass
    purpose: Purpose
    pupils: Sequence[Pupil]
    carers: Mapping[int, list[Guardianship]]


def roster(school_class: SchoolClass, purpose: Purpose, day: date) -> Roster:
    pupils = pupils_of(school_class, day)
    carers = queries.carers([pupil.pk for pupil in pupils])
    return Roster(school_class, purpose, pupils, {p.pk: carers[p.pk] for p in pupils})


def present(roll: Roster, day: DayForm, *, only: str, sent: Sent) -> ClassPage:
    """The class as it stands; a filtered page still shows what it sent and could not save."""
    ids = [pupil.pk for pupil in roll.pupils]
    standing = standing_of(ids, day=day.today, purpose=roll.purpose.code)
    last = queries.latest(ids, roll.purpose)
    rows = [
        _row(pupil, roll.carers[pupil.pk], standing[pupil.pk], last.get(pupil.pk), sent)
        for pupil in roll.pupils
    ]
    if only == NO_REPLY:
        rows = [row for row in rows if row.mark == Mark.NO_REPLY or row.pupil.pk in sent.forms]
    return ClassPage(
        school_class=roll.school_class,
        purpose=roll.purpose,
        purposes=tuple(one for one in purposes.of(roll.school_class.school) if one.is_asked),
        rows=tuple(rows),
        tally=tally(standing.values()),
        only=only,
        day=day,
    )


def _row(
    pupil: Pupil,
    carers: Sequence[Guardianship],
    standing: Standing,
    last: Consent | None,
    sent: Sent,
) -> Row:
    form, between = sent.forms.get(pupil.pk), sent.overtaken.get(pupil.pk)
    mark = mark_of(standing)
    answer = _typed(form, "answer")
    limits = form["limits"].value() or [] if form else []
    return Row(
        pupil=pupil,
        mark=mark,
        limits=said.limits_in_words(standing.limits) if standing.may_be_shown else "",
        disagrees=standing.may_be_shown and standing.is_conflict,
        on_record=_on_record(last) if mark is not Mark.NO else "",
        prefix=str(pupil.pk),
        seen=last.pk if last else 0,
        answer=answer,
        choices=choosing.answers(answer),
        who=choosing.who(carers, _typed(form, "who")),
        limit_choices=choosing.limits(limits),
        errors=_errors(form, between),
        has_carer=bool(carers),
    )


def _typed(form: ReplyForm | None, name: str) -> str:
    return str(form[name].value() or "") if form else ""


def _on_record(last: Consent | None) -> str:
    if last is None:
        return ""
    return f"{date_format(last.given_on, 'j F Y')}, {said.giver(last)}"


def _errors(form: ReplyForm | None, between: Consent | None) -> tuple[str, ...]:
    found = [error for errors in form.errors.values() for error in errors] if form else []
    return (*((_came_between(between),) if between else ()), *map(str, found))


def _came_between(last: Consent) -> str:
    return gettext(
        "Not saved: while this page was open, {recorder} recorded “{answered}” from "
        "{giver} ({time}). If your form is the newer one, save this row again."
    ).format(
        recorder=said.recorder(last),
        answered=said.answered(last),
        giver=said.giver(last),
        time=_clock(last.recorded_at),
    )


def _clock(moment: datetime) -> str:
    return said.when(moment)
