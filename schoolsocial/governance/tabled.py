"""The figures as lines of a table, for CSV and for a spreadsheet. Pure."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.academic_year import spoken
from schoolsocial.documents.tables import Cell, Percent
from schoolsocial.governance.indicators.indicator import Indicator, Reading
from schoolsocial.governance.periods import Period
from schoolsocial.governance.told import Row
from schoolsocial.words import Words

HEADINGS = (_("Indicator"), _("What"), _("Value"), _("Standing"), _("Target"))
_VALUE = 2
"""Which of them holds the value."""
_COUNT = re.compile(r"\d{1,3}(,\d{3})*", re.ASCII)
_SHARE = re.compile(r"(\d{1,3}) %", re.ASCII)


class Shown(Protocol):
    """What is told of one indicator."""

    @property
    def indicator(self) -> Indicator: ...
    @property
    def reading(self) -> Reading: ...
    @property
    def before(self) -> Reading: ...
    @property
    def rows(self) -> tuple[Row, ...]: ...


def about(period: Period, written: str) -> list[tuple[str, str]]:
    """Of what and of when the table is."""
    return [(gettext("Period"), period.name), (gettext("As of"), written)]


def lines(shown: Shown, period: Period) -> Iterator[tuple[Words, ...]]:
    """A line for each value and each number behind it."""
    indicator, reading = shown.indicator, shown.reading
    title = f"{indicator.number}. {indicator.title}"
    yield title, period.name, reading.value, reading.verdict.label, indicator.target
    for line in reading.lines:
        yield title, line.name, line.value, line.verdict.label if line.verdict else "", ""
    yield title, period.before.name, shown.before.value, shown.before.verdict.label, ""
    for row in shown.rows:
        yield title, f"{row.name} {spoken(period.year)}", row.now, "", ""
        yield title, f"{row.name} {spoken(period.year - 1)}", row.before, "", ""


def cells(line: Sequence[Words]) -> list[Cell]:
    """The line with exact numbers as numbers; what is told in words stays words."""
    return [_number(str(cell)) if place == _VALUE else cell for place, cell in enumerate(line)]


def _number(value: str) -> Cell:
    if _COUNT.fullmatch(value):
        return int(value.replace(",", ""))
    part = _SHARE.fullmatch(value)
    return Percent(int(part[1])) if part else value
