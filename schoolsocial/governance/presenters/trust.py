"""The schools of a trust side by side: by name, never by how they stand.

Everything here is made of what each school's own governors are told. A sum of the trust adds what
is told, from its least to its most, so that taking schools away from it gives nothing away.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.academic_year import day_of
from moderation.drafts.presenters.times import written
from schoolsocial.accounts.models import School, TrustPlace
from schoolsocial.accounts.queries import trust_places
from schoolsocial.governance.due import Matter, ago
from schoolsocial.governance.indicators import INDICATORS
from schoolsocial.governance.indicators.indicator import Indicator, Verdict
from schoolsocial.governance.models import PublishedReading
from schoolsocial.governance.periods import HalfTerm, Period, choices, chosen, half_term_of
from schoolsocial.governance.queries import trusts
from schoolsocial.governance.queries.trusts import Days, Readings
from schoolsocial.governance.suppression import added
from schoolsocial.words import Words

NOT_COUNTED = _("Not counted yet")
_STANDING = {
    Verdict.GREEN: _("{number} on target"),
    Verdict.AMBER: _("{number} near the target"),
    Verdict.RED: _("{number} off target"),
    Verdict.OPEN: _("{number} no target"),
    Verdict.UNKNOWN: _("{number} not yet recorded"),
}
FEW_SCHOOLS = 6
"""Up to so many schools each indicator's table stands open."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One school's value; without a verdict where it has no figures yet."""

    school: School
    value: Words
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator across the schools. ``total`` is empty where a sum would mean nothing."""

    indicator: Indicator
    cells: tuple[Cell, ...]
    standing: str
    total: str


@dataclass(frozen=True, slots=True)
class Outlier:
    """A school and the indicators it was below its own target in for two half-terms."""

    school: School
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something a school was to have done again by that day."""

    school: School
    matter: Matter
    due_on: date
    days: int

    @property
    def ago(self) -> str:
        return ago(self.days)


@dataclass(frozen=True, slots=True)
class Board:
    """The trust's page for one period."""

    period: Period
    choices: tuple[Period, ...]
    schools: tuple[School, ...]
    asked: tuple[School, ...]
    uncounted: tuple[School, ...]
    oldest: str
    halves: tuple[HalfTerm, HalfTerm]
    comparisons: tuple[Comparison, ...]
    outliers: tuple[Outlier, ...]
    overdue: tuple[Overdue, ...]

    @property
    def stands_open(self) -> bool:
        return len(self.schools) <= FEW_SCHOOLS


def present(code: str, now: datetime) -> Board:
    """The trust in scope, for the period of that code or this academic year."""
    today = day_of(now)
    period, latest = chosen(code, today), half_term_of(today)
    halves = (latest.before, latest)
    places, published = trust_places(), trusts.published_at()
    schools = tuple(place.school for place in places if place.agreed)
    counted = [school for school in schools if school.pk in published]
    found = trusts.readings([period.code, *(half.code for half in halves)])
    return Board(
        period=period,
        choices=tuple(choices(today)),
        schools=schools,
        asked=tuple(place.school for place in places if not place.agreed),
        uncounted=tuple(school for school in schools if school.pk not in published),
        oldest=written(min(published[one.pk] for one in counted)) if counted else "",
        halves=halves,
        comparisons=tuple(_compared(one, schools, found, period.code) for one in INDICATORS),
        outliers=tuple(_outliers(counted, found, halves)),
        overdue=tuple(overdue(counted, trusts.due(), today)),
    )


def standing_place(slug: str) -> TrustPlace | None:
    """The place of the school at that address, if it belongs to the trust in scope."""
    places = (place for place in trust_places() if place.agreed)
    return next((place for place in places if place.school.slug == slug), None)


def overdue(schools: Sequence[School], days: Days, today: date) -> Iterator[Overdue]:
    """What is past its day, by school and in the order of the matters."""
    for school in schools:
        for matter in Matter:
            day = days.get(school.pk, {}).get(matter)
            if day is not None and day < today:
                yield Overdue(school, matter, day, (today - day).days)


def _compared(
    indicator: Indicator, schools: Sequence[School], found: Readings, span: str
) -> Comparison:
    rows = [found.get((school.pk, span, indicator.code)) for school in schools]
    cells = tuple(cell_of(school, row) for school, row in zip(schools, rows, strict=True))
    levels = [level for row in rows if row and (level := row.level)]
    is_sum = indicator.unit not in {"", "%"} and levels
    total = str(added(levels)) if is_sum else ""
    return Comparison(indicator, cells, _standing(cells), total)


def cell_of(school: School, row: PublishedReading | None) -> Cell:
    """What the school's row says."""
    if row is None:
        return Cell(school, NOT_COUNTED, None)
    return Cell(school, row.value, Verdict(row.verdict))


def _standing(cells: Sequence[Cell]) -> str:
    """How many schools stand how, in words: "12 on target, 3 off target"."""
    said = [
        _STANDING[verdict].format(number=number)
        for verdict in Verdict
        if (number := sum(cell.verdict is verdict for cell in cells))
    ]
    waiting = sum(cell.verdict is None for cell in cells)
    if waiting:
        said.append(gettext("{number} not counted yet").format(number=waiting))
    return ", ".join(said)


def _outliers(
    schools: Sequence[School], found: Readings, halves: Sequence[HalfTerm]
) -> Iterator[Outlier]:
    for school in schools:
        below = tuple(
            indicator
            for indicator in INDICATORS
            if all(_is_off(found.get((school.pk, half.code, indicator.code))) for half in halves)
        )
        if below:
            yield Outlier(school, below)


def _is_off(row: PublishedReading | None) -> bool:
    return row is not None and Verdict(row.verdict).is_off_target
