"""What an indicator reads: numbers as they were counted, made such as may be told. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from schoolsocial.governance.periods import HalfTerm, Period
from schoolsocial.governance.suppression import NONE, NOTHING, Count, Parted, added, parted, told

Cells = Mapping[str, int]
"""A measure's cells, each with its number."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One span. ``happened`` holds, for each of its half-terms, what happened in it by measure;
    ``stood`` how things stood last by ``until``, the span's last day or today.
    """

    until: date
    happened: tuple[Mapping[str, Cells], ...] = ()
    stood: Mapping[str, Cells] = field(default_factory=dict)

    def counts(self, measure: str) -> dict[str, Count]:
        """Each cell of what happened, as far as it may be told."""
        names = sorted({name for half in self.happened for name in half.get(measure, {})})
        return {name: added([told(n) for n in self._each(measure, name)]) for name in names}

    def total(self, measure: str) -> Count:
        """All cells together."""
        return added(list(self.counts(measure).values()))

    def grouped(self, measure: str, *, before_colon: bool) -> dict[str, Count]:
        """The same, with cells put together that agree before their colon, or behind it."""
        found: dict[str, Count] = {}
        for cell, count in self.counts(measure).items():
            before, _, behind = cell.rpartition(":")
            name = before if before_colon else behind
            found[name] = found.get(name, NONE) + count
        return found

    def parts(self, measure: str, part: str, rest: str) -> Parted:
        """Two cells that make up a whole."""
        pairs = zip(self._each(measure, part), self._each(measure, rest), strict=True)
        return sum((parted(*pair) for pair in pairs), NOTHING)

    def state_parts(self, measure: str, part: str, rest: str) -> Parted | None:
        """The same of how things stood; None where nobody has counted it."""
        cells = self.stood.get(measure)
        if cells is None or part not in cells:
            return None
        return parted(cells[part], cells.get(rest, 0))

    def _each(self, measure: str, cell: str) -> list[int]:
        return [half.get(measure, {}).get(cell, 0) for half in self.happened]


@dataclass(frozen=True, slots=True)
class History:
    """Whole academic years, half-term by half-term: what happened in each, and how things stood
    when they were counted last in it.
    """

    happened: Mapping[HalfTerm, Mapping[str, Cells]]
    stood: Mapping[HalfTerm, Mapping[str, Cells]]

    def figures(self, half_terms: Sequence[HalfTerm], today: date) -> Figures:
        """One span of half-terms of one year, as far as it has come by that day."""
        return Figures(
            until=min(half_terms[-1].ends_on, today),
            happened=tuple(self.happened.get(half, {}) for half in half_terms),
            stood=self._last(half_terms[-1], today),
        )

    def _last(self, until: HalfTerm, today: date) -> dict[str, Cells]:
        """What was counted last holds until the next, and not into another academic year."""
        found: dict[str, Cells] = {}
        for half in Period(until.year).half_terms[: until.place + 1]:
            if half.starts_on <= today:
                found.update(self.stood.get(half, {}))
        return found
