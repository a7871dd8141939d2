"""The dashboard: each indicator for one period, half-term by half-term, beside last year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from consent.academic_year import day_of, spoken
from moderation.drafts.presenters.times import written
from schoolsocial.accounts.models import School
from schoolsocial.governance.indicators import BY_CODE
from schoolsocial.governance.indicators.indicator import Indicator, Reading
from schoolsocial.governance.periods import Period, choices, chosen
from schoolsocial.governance.presenters.charts import Chart, drawn
from schoolsocial.governance.queries import oversight, rollups
from schoolsocial.governance.suppression import Count
from schoolsocial.governance.told import Halves, Row, told


@dataclass(frozen=True, slots=True)
class Card:
    """An indicator as it is shown. ``follow_ups`` counts what is still to be done about it."""

    indicator: Indicator
    reading: Reading
    before: Reading
    rows: tuple[Row, ...]
    chart: Chart | None
    follow_ups: int


@dataclass(frozen=True, slots=True)
class Dashboard:
    """``written`` is the moment all numbers hold for; without one nothing was ever counted."""

    period: Period
    choices: tuple[Period, ...]
    year: str
    last_year: str
    written: str
    cards: tuple[Card, ...]

    @property
    def off_target(self) -> int:
        return sum(card.reading.verdict.is_off_target for card in self.cards)

    def card(self, code: str) -> Card | None:
        """The one of that code."""
        return next((card for card in self.cards if card.indicator.code == code), None)


def present(school: School, code: str, now: datetime) -> Dashboard:
    """The period of that code, or this academic year."""
    period = chosen(code, day_of(now))
    at = rollups.counted_at(school)
    return Dashboard(
        period=period,
        choices=tuple(choices(day_of(now))),
        year=spoken(period.year),
        last_year=spoken(period.year - 1),
        written=written(at) if at else "",
        cards=tuple(_cards(school, period, day_of(at))) if at else (),
    )


def about(code: str) -> Indicator | None:
    """The indicator of that code."""
    return BY_CODE.get(code)


def _cards(school: School, period: Period, today: date) -> Iterator[Card]:
    to_do = oversight.open_follow_ups(school)
    for one in told(school, period, today):
        yield Card(
            indicator=one.indicator,
            reading=one.reading,
            before=one.before,
            rows=one.rows,
            chart=drawn(_levels(one.halves), _levels(one.halves_before), one.indicator.unit),
            follow_ups=to_do[one.indicator.code],
        )


def _levels(halves: Halves) -> list[Count | None]:
    return [one.level if one else None for one in halves]
