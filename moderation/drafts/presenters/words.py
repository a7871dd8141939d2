"""A text with the places that a finding speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text and the numbers of the findings it belongs to. Plain: the template escapes."""

    text: str
    numbers: tuple[int, ...] = ()


def marked(text: str, places: Iterable[tuple[int, tuple[int, int]]]) -> tuple[Segment, ...]:
    """Cut ``text`` where findings begin and end; each place is (number, (start, end))."""
    placed = [(number, *span) for number, span in places]
    cuts = {0, len(text)} | {cut for _, *span in placed for cut in span if 0 < cut < len(text)}
    edges = sorted(cuts)
    return tuple(
        Segment(
            text[start:end],
            tuple(number for number, first, last in placed if first <= start and end <= last),
        )
        for start, end in pairwise(edges)
    )
