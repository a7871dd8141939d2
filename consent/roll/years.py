"""National curriculum years as schools write them, and the year a birth date belongs to."""

import re
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.academic_year import academic_year
from consent.roll.cells import REMEMBERED

RECEPTION = {"r", "rec", "reception", "fs2", "f2", "yr", "yearr", "ycrr", "ncyearr"}
NURSERY = {
    "n1": "N1",
    "nursery1": "N1",
    "n2": "N2",
    "nursery2": "N2",
    "nursery": "N2",
    "n": "N2",
    "fs1": "N2",
    "f1": "N2",
    "e1": "E1",
    "e2": "E2",
    "x": "X",
    "ncyearx": "X",
}
LAST = 14
LADDER = ("N1", "N2", "R", *(str(number) for number in range(1, LAST + 1)))
"""The years one after the other."""

NAMES = {"R": _("Reception"), "N1": _("Nursery 1"), "N2": _("Nursery 2")}

_NUMBERED = re.compile(r"(?:(?:nc|curriculum|national curriculum)\s*)?(?:year|yr|y)?\s*0?(\d{1,2})")
_IN_A_CLASS = re.compile(r"(?:year|yr|y)?\s*(\d{1,2})(?!\d).*")
_MIXED = re.compile(r"(?:\d{1,2}|r)\s*[/&+-]\s*\d", re.IGNORECASE)
_OLDEST_OF_RECEPTION = 5  # turned in the academic year before


@lru_cache(maxsize=500)
def parse(text: str) -> str | None:
    """“Year 3”, “3”, “Y3”, “NC Year 3” or “Yr3” as ``3``; None for what is no year."""
    plain = text.strip().lower().removesuffix(".0").removeprefix("year group ")
    close = re.sub(r"[\s._-]", "", plain)
    if close in RECEPTION or close in {"year" + one for one in RECEPTION}:
        return "R"
    if close in NURSERY:
        return NURSERY[close]
    found = _NUMBERED.fullmatch(plain)
    if found is None or int(found[1]) > LAST:
        return None
    return found[1] if found[1] != "0" else "R"


@lru_cache(maxsize=500)
def of_class(name: str) -> str | None:
    """The year in a class's name (“3 Oak”), None where there is none or two (“3/4 Oak”)."""
    plain = name.strip().lower()
    if not plain or _MIXED.search(plain):
        return None
    if found := _IN_A_CLASS.fullmatch(plain):
        return parse(found[1])
    first = plain.split(maxsplit=1)[0]
    return parse(first) if first in RECEPTION or (first in NURSERY and first != "x") else None


@lru_cache(maxsize=REMEMBERED)
def expected(born_on: date, *, day: date) -> str | None:
    """The year most children born then are in on that day; None outside N1 to 14.

    In 2026/27, born 1 September 2015 to 31 August 2016 is Year 6.
    """
    number = academic_year(day) - academic_year(born_on) - _OLDEST_OF_RECEPTION
    place = number + LADDER.index("R")
    return LADDER[place] if 0 <= place < len(LADDER) else None


def in_words(year: str) -> str:
    """“Year 3”, “Reception”; nothing for none."""
    if year in NAMES:
        return str(NAMES[year])
    return gettext("Year {year}").format(year=year) if year.isdigit() else year


def next_after(year: str) -> str | None:
    """The year after this one; None for E1, E2, X and the last."""
    if year not in LADDER[:-1]:
        return None
    return LADDER[LADDER.index(year) + 1]
