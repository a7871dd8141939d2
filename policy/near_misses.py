"""Names of the roll that a misspelt word may stand for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 5
"""Letters; a shorter name is too like too many others."""
SHORTEST_BESIDE_SURNAME = 4
"""The same where the surname of the same child follows."""

_LONG = 9  # letters, of which two may be wrong
_EDGE = 2

Buckets = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, repr=False)  # as a roll, never printed
class NearMisses:
    """Names by their first and by their last two letters, of which one slip spoils one only."""

    _by_start: Buckets = field(default_factory=dict)
    _by_end: Buckets = field(default_factory=dict)

    @classmethod
    def of(cls, forms: Iterable[str], shortest: int = SHORTEST) -> Self:
        """Index the single words among these folded names that have so many letters."""
        by_start, by_end = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for form in forms:
            if len(form) >= shortest and form.isalpha():
                by_start[form[:_EDGE]].append(form)
                by_end[form[-_EDGE:]].append(form)
        return cls(_frozen(by_start), _frozen(by_end))

    def find(self, key: str) -> frozenset[str]:
        """Names one slip away: a letter added, dropped, changed or two swapped; two if long."""
        slips = 2 if len(key) >= _LONG else 1
        starting = self._by_start.get(key[:_EDGE], ())
        ending = self._by_end.get(key[-_EDGE:], ())
        return frozenset(
            name
            for bucket in (starting, ending)
            for name, distance, _ in process.extract(
                key, bucket, scorer=OSA.distance, processor=None, score_cutoff=slips, limit=None
            )
            if distance <= 1 or len(name) >= _LONG
        )


def _frozen(buckets: Mapping[str, list[str]]) -> Buckets:
    return {edge: tuple(names) for edge, names in buckets.items()}
