"""Everybody named in one piece of writing: pupils, staff, and people nobody knows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from policy.adults import Titled, staff_in, titled
from policy.names import NameFound, NameKind
from policy.passage import Passage
from policy.roll import Roll
from policy.strangers import strangers

Span = tuple[int, int]


@dataclass(frozen=True)
class Naming:
    """`pupils` are names of the roll, `staff` the places of names of staff and governors.

    `strangers` are the places of what look like first names, and `unknown_adults` those of titles
    with a surname, of people on neither list. Staff are told apart from pupils: a name that lies
    within theirs is no pupil's, unless a pupil bears the whole of it, which leaves a doubt.
    """

    where: str
    passage: Passage
    pupils: tuple[NameFound, ...] = ()
    staff: tuple[Span, ...] = ()
    strangers: tuple[Span, ...] = ()
    unknown_adults: tuple[Span, ...] = ()

    @classmethod
    def of(
        cls, where: str, text: str, *, roll: Roll, staff: Roll, not_pupils: tuple[str, ...]
    ) -> Self:
        passage = roll.passage(text, not_pupils)
        of_staff = tuple(_widest(staff_in(passage, staff)))
        pupils = tuple(_apart(roll.find(text, not_pupils=not_pupils), of_staff, len(text)))
        taken = _Taken(len(text), (*of_staff, *(name.span for name in pupils)))
        adults = [(_span(passage, adult.first, adult.last), adult) for adult in titled(passage)]
        unknown = tuple(
            span for span, adult in adults if span not in taken and _may_be_unknown(adult, staff)
        )
        taken.add(span for span, _ in adults)
        strange = (_span(passage, *words) for words in strangers(passage))
        new = tuple(span for span in strange if span not in taken)
        return cls(where, passage, pupils, of_staff, new, unknown)


class _Taken:
    """The code points of a text that somebody's name stands on."""

    def __init__(self, length: int, spans: Iterable[Span]) -> None:
        self._points = bytearray(length)
        self.add(spans)

    def __contains__(self, span: Span) -> bool:
        return any(self._points[slice(*span)])

    def add(self, spans: Iterable[Span]) -> None:
        for start, end in spans:
            self._points[start:end] = b"\x01" * (end - start)


def _widest(spans: Iterable[Span]) -> Iterator[Span]:
    """In order, without those that lie within another."""
    reached = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reached:
            yield start, end
            reached = end


def _apart(
    names: tuple[NameFound, ...], staff: tuple[Span, ...], length: int
) -> Iterator[NameFound]:
    of_staff = _Taken(length, staff)
    for name in names:
        if name.span not in of_staff:
            yield name
        elif name.kind is NameKind.FULL:
            yield replace(name, doubtful=True)


def _may_be_unknown(adult: Titled, staff: Roll) -> bool:
    return not staff.bears_surname(adult.key) and not staff.bears_forename(adult.key)


def _span(passage: Passage, first: int, last: int) -> Span:
    return passage.words[first].start, passage.words[last].end
