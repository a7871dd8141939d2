"""What the twelve indicators say of a period: the one source of page, table and report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import School
from schoolsocial.governance.figures import Figures, History
from schoolsocial.governance.indicators import INDICATORS
from schoolsocial.governance.indicators.indicator import Indicator, Reading
from schoolsocial.governance.periods import Period
from schoolsocial.governance.queries import rollups
from schoolsocial.words import Words

_AHEAD = _("Still to come")

Halves = tuple[Reading | None, ...]
"""A year's six readings; None for what has not begun."""


@dataclass(frozen=True, slots=True)
class Row:
    """A half-term in this year and the one before."""

    name: Words
    now: Words
    before: Words


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


@dataclass(frozen=True, slots=True)
class _Year:
    """What every indicator reads of a period and of its academic year's half-terms; None for those
    that have not begun.
    """

    period: Figures
    halves: tuple[Figures | None, ...]

    def by_half_term(self, indicator: Indicator) -> Halves:
        return tuple(indicator.read(half) if half else None for half in self.halves)


def told(school: School, period: Period, today: date) -> Iterator[Told]:
    """Each of the twelve, as counted by that day; three queries."""
    history = rollups.history(school, period.year - 1, period.year)
    now, before = _year(history, period, today), _year(history, period.before, today)
    for indicator in INDICATORS:
        yield Told(
            indicator=indicator,
            reading=indicator.read(now.period),
            before=indicator.read(before.period),
            halves=now.by_half_term(indicator),
            halves_before=before.by_half_term(indicator),
        )


def _year(history: History, period: Period, today: date) -> _Year:
    return _Year(
        period=history.figures(period.half_terms, today),
        halves=tuple(
            history.figures([half], today) if half.starts_on <= today else None
            for half in Period(period.year).half_terms
        ),
    )
