"""What the twelve indicators say of a period: the one source of page, table and report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from schoolsocial.accounts.models import School
from schoolsocial.governance.figures import History
from schoolsocial.governance.indicators import INDICATORS
from schoolsocial.governance.indicators.indicator import Indicator, Reading
from schoolsocial.governance.periods import Period
from schoolsocial.governance.queries import rollups

_AHEAD = "Still to come"

Halves = tuple[Reading | None, ...]
"""A year's six readings; None for what has not begun."""


@dataclass(frozen=True, slots=True)
class Row:
    """A half-term in this year and the one before."""

    name: str
    now: str
    before: str


@dataclass(frozen=True, slots=True)
class Told:
    """An indicator in a period and in the same a year earlier, and half-term by half-term."""

    indicator: Indicator
    reading: Reading
    before: Reading
    halves: Halves
    halves_before: Halves

    @property
    def title(self) -> str:
        return f"{self.indicator.number}. {self.indicator.title}"

    @property
    def rows(self) -> tuple[Row, ...]:
        names = [half.name for half in Period(0).half_terms]
        return tuple(
            Row(name, now.value if now else _AHEAD, before.value if before else _AHEAD)
            for name, now, before in zip(names, self.halves, self.halves_before, strict=True)
        )


def told(school: School, period: Period, today: date) -> Iterator[Told]:
    """Each of the twelve, as counted by that day; three queries."""
    history = rollups.history(school, period.year - 1, period.year)
    for indicator in INDICATORS:
        yield Told(
            indicator=indicator,
            reading=indicator.read(history.figures(period.half_terms, today)),
            before=indicator.read(history.figures(period.before.half_terms, today)),
            halves=_by_half_term(indicator, history, period.year, today),
            halves_before=_by_half_term(indicator, history, period.year - 1, today),
        )


def _by_half_term(indicator: Indicator, history: History, year: int, today: date) -> Halves:
    return tuple(
        indicator.read(history.figures([half], today)) if half.starts_on <= today else None
        for half in Period(year).half_terms
    )
