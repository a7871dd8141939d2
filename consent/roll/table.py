"""The table inside a file: where its header is, and the rows below it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from consent.roll import columns
from consent.roll.cells import Cell, text_of
from consent.roll.sheets import Row, Unreadable, sheets

SEARCHED = 40  # rows in which a header is looked for
FEWEST = 2  # columns that make a header

NO_HEADER = _(
    "No row with the names of columns was found. The file needs a row such as "
    "“Admission Number, Forename, Surname, Year Group, Class” above the pupils."
)


@dataclass(frozen=True, slots=True)
class Table:
    """A header with what its columns are, and the rows below it, once."""

    header: list[str]
    line: int
    mapping: dict[str, int]
    rows: Iterator[Row]


def find(file: BinaryIO, remembered: Mapping[str, str] | None = None) -> Table:
    """The first sheet's table that names children. Raises ``Unreadable``."""
    found = _table(file, remembered, FEWEST)
    if found is None and remembered:  # somebody has said what the columns are: one will do
        found = _table(file, remembered, 1)
    if found is None:
        raise Unreadable(NO_HEADER)
    return found


def _table(file: BinaryIO, remembered: Mapping[str, str] | None, fewest: int) -> Table | None:
    for sheet in sheets(file):
        top = list(islice(sheet, SEARCHED))
        best = max(top, key=lambda row: _score(row, remembered), default=None)
        if best is None or _score(best, remembered) < fewest:
            continue
        mapping = columns.recognise(best.cells, remembered)
        below = (row for row in top if row.number > best.number)
        header = [text_of(cell) for cell in best.cells]
        return Table(header, best.number, mapping, _body(header, chain(below, sheet)))
    return None


def _score(row: Row, remembered: Mapping[str, str] | None) -> int:
    return len(columns.recognise(row.cells, remembered))


def _body(header: list[str], rows: Iterator[Row]) -> Iterator[Row]:
    """Rows with something in them; a header printed again on each page is none."""
    for row in rows:
        cells = row.cells
        if (any(cells) or any(map(_has_something, cells))) and not _repeats(header, row):
            yield row


def _has_something(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _repeats(header: list[str], row: Row) -> bool:
    first = row.cells[0]
    if not isinstance(first, str) or first.strip() != header[0]:
        return False
    return [text_of(cell) for cell in row.cells] == header
