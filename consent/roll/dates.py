"""Days as management systems and Excel write them."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from consent.roll.cells import REMEMBERED, Cell, text_of

EXCEL_DAY_NONE = date(1899, 12, 30)
SERIALS = range(10_000, 80_000)  # 1927 to 2119
EARLIEST = EXCEL_DAY_NONE + timedelta(days=SERIALS.start)  # before it, a 0 or 1 shown as a day
HUNDRED = 100
CENTURY_TURNS = 70  # 69 is 2069, 70 is 1970
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]{0,12})?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[/.\- ]+([a-z]{3,9})[/.\-, ]+(\d{4}|\d{2})")
_TIME = re.compile(r"[t ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(am|pm|z)?$")


class NotADay(ValueError):
    """This is no day anybody would write."""


def parse(cell: Cell) -> date | None:
    """The day in a cell, None where it is blank. Day before month. Raises ``NotADay``."""
    if isinstance(cell, datetime):
        return _of_our_time(cell.date())
    if isinstance(cell, date):
        return _of_our_time(cell)
    text = text_of(cell).lower()
    return _of_text(text) if text else None


@lru_cache(maxsize=REMEMBERED)
def _of_text(text: str) -> date:
    if _SERIAL.fullmatch(text) and int(float(text)) in SERIALS:
        return EXCEL_DAY_NONE + timedelta(days=int(float(text)))
    return _of_our_time(_from_words(_TIME.sub("", text) if ":" in text else text))


def _of_our_time(day: date) -> date:
    if day < EARLIEST:
        raise NotADay(str(day))
    return day


def _from_words(text: str) -> date:
    try:
        if found := _DAY_FIRST.fullmatch(text):
            day, month, year = found.groups()
            return date(_year(year), int(month), int(day))
        if found := _YEAR_FIRST.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := _IN_WORDS.fullmatch(text):
            day, word, year = found.groups()
            return date(_year(year), MONTHS.index(word[:3]) + 1, int(day))
    except ValueError as error:
        raise NotADay(text) from error
    raise NotADay(text)


def _year(digits: str) -> int:
    year = int(digits)
    if year >= HUNDRED:
        return year
    return year + (2000 if year < CENTURY_TURNS else 1900)
