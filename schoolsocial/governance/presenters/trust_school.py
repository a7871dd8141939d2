"""One school as its trust sees it: the twelve indicators, half-term by half-term, and its days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from consent.academic_year import day_of
from moderation.drafts.presenters.times import written
from schoolsocial.accounts.models import School
from schoolsocial.governance.due import Matter, ago
from schoolsocial.governance.indicators import INDICATORS
from schoolsocial.governance.indicators.indicator import Indicator
from schoolsocial.governance.periods import Period, choices, chosen
from schoolsocial.governance.presenters.trust import Cell, cell_of, standing_place
from schoolsocial.governance.queries import trusts
from schoolsocial.governance.queries.trusts import Days, Readings
from schoolsocial.words import Words

_AHEAD = _("Still to come")


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator: the period's cell, and each half-term of its year in words."""

    indicator: Indicator
    cell: Cell
    halves: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """By when a matter is due; ``late`` counts the days since, 0 where it is in time."""

    matter: Matter
    due_on: date | None
    late: int

    @property
    def ago(self) -> str:
        return ago(self.late)


@dataclass(frozen=True, slots=True)
class OneSchool:
    school: School
    period: Period
    choices: tuple[Period, ...]
    written: str
    rows: tuple[Row, ...]
    days: tuple[Day, ...]


def present(slug: str, code: str, now: datetime) -> OneSchool | None:
    """The school at that address, if it belongs to the trust in scope."""
    place, today = standing_place(slug), day_of(now)
    if place is None:
        return None
    school, period = place.school, chosen(code, today)
    at = trusts.published_at().get(school.pk)
    spans = [half.code for half in Period(period.year).half_terms]
    found = trusts.readings([period.code, *spans])
    return OneSchool(
        school=school,
        period=period,
        choices=tuple(choices(today)),
        written=written(at) if at else "",
        rows=tuple(_rows(school, period, found, today)) if at else (),
        days=tuple(_days(school, trusts.due(), today)) if at else (),
    )


def _rows(school: School, period: Period, found: Readings, today: date) -> Iterator[Row]:
    for indicator in INDICATORS:
        halves = tuple(
            (half.name, cell_of(school, found.get((school.pk, half.code, indicator.code))).value)
            if half.starts_on <= today
            else (half.name, _AHEAD)
            for half in Period(period.year).half_terms
        )
        now = found.get((school.pk, period.code, indicator.code))
        yield Row(indicator, cell_of(school, now), halves)


def _days(school: School, due: Days, today: date) -> Iterator[Day]:
    for matter in Matter:
        day = due.get(school.pk, {}).get(matter)
        yield Day(matter, day, max((today - day).days, 0) if day else 0)
