"""Tables whose cells stay what they are when a spreadsheet opens them."""

import csv as csv_format
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from schoolsocial.words import Later, Words, gettext

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST_CELL: Final = 32_767
"""Characters: what Excel takes."""
_NAME_LENGTH = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_WIDEST = 60
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Percent:
    """So many of a hundred, shown as ``95 %``."""

    of_hundred: int


Cell = Words | int | float | bool | date | datetime | Percent | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; the first row holds ``headings``."""

    name: Words
    headings: Sequence[Words]
    rows: Iterable[Sequence[Cell]]


class BadSheets(ValueError):
    """A workbook needs sheets, each with a name of its own."""


def safe(value: object) -> str:
    """The value as text, with an apostrophe before what a spreadsheet would work out.

    Source: OWASP, *CSV injection*.
    """
    text = str(value)
    return "'" + text if text.lstrip().startswith(_FORMULA) or text.startswith(_FORMULA) else text


def csv(rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as UTF-8 with a mark by which Excel knows it."""
    text = io.StringIO()
    csv_format.writer(text).writerows([safe(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def csv_of(sheet: Sheet) -> bytes:
    """One table as ``csv`` writes it, with its cells in British words."""
    return csv([sheet.headings, *([shown(cell) for cell in row] for row in sheet.rows)])


def shown(cell: Cell) -> str:
    """The cell where there are no formats: ``30/11/2026 14:05``, ``95 %``, ``Yes``."""
    match cell:
        case None:
            return ""
        case bool():
            return gettext("Yes") if cell else gettext("No")
        case Percent():
            return f"{cell.of_hundred} %"
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case _:
            return str(cell)


def xlsx(sheets: Sequence[Sheet], *, made_at: datetime) -> bytes:
    """A workbook: text stays text even when it is saved as CSV, numbers and days are what they are.

    ``made_at`` is the workbook's date, so that the same data give the same bytes; moments are
    written as their own clock shows them. Raises ``BadSheets``.
    """
    names = [_sheet_name(sheet.name) for sheet in sheets]
    if not names or len({name.lower() for name in names}) < len(names) or not all(names):
        raise BadSheets(gettext("A workbook needs sheets, each with a name of its own."))
    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": made_at.astimezone(UTC).replace(tzinfo=None)})
        forms = _Formats(book)
        for name, sheet in zip(names, sheets, strict=True):
            _write(book.add_worksheet(name), sheet, forms)
    return content.getvalue()


class _Formats:
    """How cells look."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        def known(form: dict[str, object]) -> Format:
            return book.add_format({"valign": "top", **form})

        self.heading = known({"bold": True, "bottom": 1, "text_wrap": True})
        self.text = known({"text_wrap": True, "num_format": "@"})
        self.number = known({"num_format": "#,##0"})
        self.plain = known({})
        self.percent = known({"num_format": '0" %"'})
        self.day = known({"num_format": "d mmm yyyy"})
        self.moment = known({"num_format": "d mmm yyyy hh:mm"})


def _write(page: Worksheet, sheet: Sheet, forms: _Formats) -> None:
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    widths = [len(heading) for heading in sheet.headings]
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, _text(heading), forms.heading)
    for row, cells in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(cells):
            _write_cell(page, row, column, cell, forms)
            if column < len(widths):
                widths[column] = max(widths[column], _width(cell))
    for column, width in enumerate(widths):
        page.set_column(column, column, min(width + 2, _WIDEST))


def _write_cell(page: Worksheet, row: int, column: int, cell: Cell, forms: _Formats) -> None:
    match cell:
        case None:
            pass
        case bool():
            page.write_string(row, column, gettext("Yes") if cell else gettext("No"), forms.text)
        case int():
            page.write_number(row, column, cell, forms.number)
        case float():
            page.write_number(row, column, cell, forms.plain)
        case Percent():
            page.write_number(row, column, cell.of_hundred, forms.percent)
        case datetime():
            page.write_datetime(row, column, cell.replace(tzinfo=None), forms.moment)
        case date():
            page.write_datetime(row, column, cell, forms.day)
        case str() | Later():
            page.write_string(row, column, _text(cell), forms.text)


def _text(words: Words) -> str:
    return _UNWRITABLE.sub("\ufffd", safe(words))[:LONGEST_CELL]


def _width(cell: Cell) -> int:
    longest: Iterator[int] = (len(line) for line in str(cell).splitlines())
    return max(longest, default=0)


def _sheet_name(name: Words) -> str:
    return _NOT_IN_NAMES.sub(" ", str(name))[:_NAME_LENGTH].strip(" '")
