"""A list of a page as a file: what its columns are, said once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import Final, Generic, TypeVar
from zoneinfo import ZoneInfo

from schoolsocial.documents import tables
from schoolsocial.documents.tables import Cell, Sheet
from schoolsocial.words import Words

RowT = TypeVar("RowT")

MOST: Final = 10_000
"""Rows of a file: more than a school has in a year, and written within a second or two."""
_LONDON = ZoneInfo("Europe/London")


class Kind(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        return _TYPES[self]


_TYPES = {
    Kind.CSV: "text/csv; charset=utf-8",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)  # with slots a subscripted class could not be called
class SavedList(Generic[RowT]):
    """A list that can be saved. ``code`` names it in the log and, with hyphens, the file;
    ``columns`` make the cells of a row, by their headings.
    """

    code: str
    title: Words
    columns: Mapping[Words, Callable[[RowT], Cell]]

    @property
    def file_name(self) -> str:
        return self.code.replace(".", "-")


def saved(
    listed: SavedList[RowT], rows: Iterable[RowT], kind: Kind, *, made_at: datetime
) -> tuple[bytes, int]:
    """The file, and how many rows it has: the first ``MOST``. Moments are London's."""
    cells = [
        [_here(column(row)) for column in listed.columns.values()] for row in islice(rows, MOST)
    ]
    sheet = Sheet(listed.title, tuple(listed.columns), cells)
    made = tables.csv_of(sheet) if kind is Kind.CSV else tables.xlsx([sheet], made_at=made_at)
    return made, len(cells)


def _here(cell: Cell) -> Cell:
    return cell.astimezone(_LONDON) if isinstance(cell, datetime) else cell
