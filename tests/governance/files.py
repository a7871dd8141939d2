"""A report's files, read back."""

import csv
import io

from python_calamine import CalamineWorkbook


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def sheet(content: bytes) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


def as_shown(cell: object, told: str) -> str:
    """A number of the spreadsheet in the digits its format shows."""
    if not isinstance(cell, float):
        return str(cell)
    return f"{cell:.0f} %" if told.endswith(" %") else f"{cell:,.0f}"
