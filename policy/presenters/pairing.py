"""Which clause of an earlier wording each clause of a later one comes from."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import product
from typing import Protocol, TypeVar

ALIKE = 0.6
"""Share of common words from which two clauses are taken for the same one, written anew."""
MOST_COMPARED = 400
"""Pairs of clauses whose words are compared; beyond that they are told as removed and added."""


class Worded(Protocol):
    """A clause, of whatever kind."""

    @property
    def number(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def text(self) -> str: ...


OldT = TypeVar("OldT", bound=Worded)
NewT = TypeVar("NewT", bound=Worded)


def beside(old: Sequence[OldT], new: Sequence[NewT]) -> Iterator[tuple[OldT | None, NewT | None]]:
    """Each clause with the one it comes from, in the new order: ``(None, new)`` was added,
    ``(old, None)`` is gone, and stands where it stood.
    """
    found = pairs(old, new)
    gone = [place for place in range(len(old)) if place not in found.values()]
    for place, now in enumerate(new):
        if place not in found:
            yield None, now
            continue
        while gone and gone[0] < found[place]:
            yield old[gone.pop(0)], None
        yield old[found[place]], now
    for place in gone:
        yield old[place], None


def pairs(old: Sequence[Worded], new: Sequence[Worded]) -> dict[int, int]:
    """For a new clause's place the place of the old one it comes from, both counted from 0: same
    words, same number, most alike.
    """
    left, found = dict(enumerate(old)), dict[int, int]()

    def take(now: int, was: int) -> None:
        found[now] = was
        del left[was]

    for place, now in enumerate(new):
        same = [was for was, one in left.items() if one.text == now.text]
        if same:
            take(place, next((was for was in same if old[was].number == now.number), same[0]))
    for place, now in enumerate(new):
        numbered = next((was for was, one in left.items() if one.number == now.number), None)
        if place not in found and numbered is not None and alike(old[numbered], now) >= ALIKE:
            take(place, numbered)
    rest = [place for place in range(len(new)) if place not in found]
    if len(rest) * len(left) <= MOST_COMPARED:
        shares = ((alike(old[was], new[now]), now, was) for now, was in product(rest, list(left)))
        for share, place, was in sorted(shares, key=lambda one: -one[0]):
            if share >= ALIKE and place not in found and was in left:
                take(place, was)
    return found


def alike(was: Worded, now: Worded) -> float:
    """The share of their words that they have in common."""
    return SequenceMatcher(a=was.text.split(), b=now.text.split()).quick_ratio()
