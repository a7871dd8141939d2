from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple


class Happened(NamedTuple):
    """So many of something on a day of London."""

    day: date
    measure: str
    cell: str
    number: int


States = Mapping[str, Mapping[str, int]]
"""How things stand: measure to cell to number. A measure nobody records is missing."""

Facts = Iterable[Happened]
