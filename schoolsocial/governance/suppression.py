"""What may be told of a number without pointing at somebody. Pure.

A number from one to four is never told, nor one from which it could be reckoned:

- ``told`` gives 0, or a number of at least five, or "fewer than five". Sums of what is told depend
  on nothing else, so no two sums, of whatever spans, give away more than their parts do.
- ``parted`` does the same for the two parts of a whole that somebody may know from elsewhere: where
  one part is small the other is not told exactly either.
- ``hidden`` is for a table whose total is told: besides the small rows it hides as many others, in
  the order of the table and not by their size, as keep the total from giving a small one away.

The tests go through every small world there is, and ask whether another with a different number
would have looked the same. Source: ICO, *Anonymisation*; the Office for National Statistics'
policy on protecting tables of counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext

from consent.queries.disposals import FEWEST_TOLD

_SLACK = 2 * FEWEST_TOLD
"""What hidden rows of a table come to at least, so that each leaves room for the others."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number as far as it may be told: from ``low`` to ``high``, exactly where they agree."""

    low: int
    high: int

    def __add__(self, other: Self) -> "Count":
        return Count(self.low + other.low, self.high + other.high)

    def __str__(self) -> str:
        if self.is_exact:
            return f"{self.low:,}" if self.low else gettext("None")
        if self == FEW:
            return gettext("Fewer than {number}").format(number=FEWEST_TOLD)
        return gettext("{low} to {high}").format(low=f"{self.low:,}", high=f"{self.high:,}")

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


NONE = Count(0, 0)
FEW = Count(1, FEWEST_TOLD - 1)


@dataclass(frozen=True, slots=True)
class Parted:
    """Two parts of a whole, as far as they may be told."""

    part: Count
    rest: Count
    whole: Count

    def __add__(self, other: Self) -> "Parted":
        return Parted(self.part + other.part, self.rest + other.rest, self.whole + other.whole)


NOTHING = Parted(NONE, NONE, NONE)


def is_few(number: int) -> bool:
    """Whether the number would point at somebody."""
    return 0 < number < FEWEST_TOLD


def told(number: int) -> Count:
    """The number, or that it is fewer than five."""
    return FEW if is_few(number) else Count(number, number)


def added(counts: Sequence[Count]) -> Count:
    """The sum of what may be told."""
    return sum(counts, NONE)


def parted(part: int, rest: int) -> Parted:
    """Both parts, where neither is small; else the whole alone and how small one must be."""
    whole = part + rest
    if is_few(whole):
        return Parted(told(part), told(rest), FEW)
    if not is_few(part) and not is_few(rest):
        return Parted(told(part), told(rest), told(whole))
    return _between(part, whole)


def _between(part: int, whole: int) -> Parted:
    """Where the whole is so small that either part may be the small one, nothing says which."""
    few = FEWEST_TOLD - 1
    if whole <= 2 * few:
        either = Count(1, whole - 1)
        return Parted(either, either, told(whole))
    small, large = FEW, Count(whole - few, whole - 1)
    if is_few(part):
        return Parted(small, large, told(whole))
    return Parted(large, small, told(whole))


def hidden(rows: Mapping[str, Sequence[int]]) -> frozenset[str]:
    """The names of the rows that are not told, where the sum of each column is.

    Each row is a sequence of numbers, one a column. Where a column comes to fewer than five in all,
    no row is told.
    """
    small = {name for name, row in rows.items() if any(map(is_few, row))}
    if not small:
        return frozenset()
    if any(is_few(total) for total in map(sum, zip(*rows.values(), strict=True))):
        return frozenset(rows)
    return frozenset(small | _company(rows, small))


def _company(rows: Mapping[str, Sequence[int]], small: set[str]) -> set[str]:
    """One row besides at least, and more until what is hidden comes to enough in each column."""
    besides: set[str] = set()
    for name in rows:
        if besides and _is_enough(rows, small | besides):
            break
        if name not in small:
            besides.add(name)
    return besides


def _is_enough(rows: Mapping[str, Sequence[int]], names: set[str]) -> bool:
    columns = zip(*(rows[name] for name in names), strict=True)
    return all(sum(column) >= _SLACK for column in columns)
