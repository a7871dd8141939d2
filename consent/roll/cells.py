"""A cell of a sheet, as text that may be trusted to be text."""

import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache

Cell = str | int | float | bool | date | datetime | time | timedelta | None

REMEMBERED = 4_096  # texts of a kind: enough for what repeats, whatever the length of the file

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
_PLACEHOLDERS = frozenset({"-", "--", ".", "n/a", "na", "none", "null", "nil", "#n/a", "not known"})


def text_of(cell: Cell) -> str:
    """The cell in one line, composed, with one kind of apostrophe; whole numbers as such."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.isascii() and cell.isprintable() and "`" not in cell:
        return " ".join(cell.split())  # nearly all cells are of this kind
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    composed = unicodedata.normalize("NFC", str(cell)).translate(_APOSTROPHES)
    shown = "".join(sign if sign.isprintable() else " " for sign in composed)
    return " ".join(shown.split())


def said(cell: Cell) -> str:
    """The text, or nothing where it only fills the cell (“N/A”)."""
    text = text_of(cell)
    return "" if text.lower() in _PLACEHOLDERS else text


said_again = lru_cache(maxsize=REMEMBERED, typed=True)(said)  # 1, 1.0 and True are three texts
"""``said`` for columns of few different cells, remembered."""
