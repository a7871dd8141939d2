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
        pupils = tuple(_apart(roll.find(text, not_pupils=not_pupils), of_staff))
        adults = tuple(titled(passage))
        taken = (*of_staff, *(name.span for name in pupils))
        titles = tuple(_span(passage, adult.first, adult.last) for adult in adults)
        known = (*taken, *titles)
        unknown = tuple(
            span
            for span, adult in zip(titles, adults, strict=True)
            if not any(_overlap(span, other) for other in taken) and _may_be_unknown(adult, staff)
        )
        strange = tuple(
            span
            for span in (_span(passage, *words) for words in strangers(passage))
            if not any(_overlap(span, other) for other in known)
        )
        return cls(where, passage, pupils, of_staff, strange, unknown)


def _widest(spans: Iterable[Span]) -> Iterator[Span]:
    """In order, without those that lie within another."""
    reached = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reached:
            yield start, end
            reached = end


def _apart(names: tuple[NameFound, ...], staff: tuple[Span, ...]) -> Iterator[NameFound]:
    for name in names:
        if not any(_overlap(name.span, span) for span in staff):
            yield name
        elif name.kind is NameKind.FULL:
            yield replace(name, doubtful=True)


def _may_be_unknown(adult: Titled, staff: Roll) -> bool:
    return not staff.bears_surname(adult.key) and not staff.bears_forename(adult.key)


def _span(passage: Passage, first: int, last: int) -> Span:
    return passage.words[first].start, passage.words[last].end


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
