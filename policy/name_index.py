"""A roll's names as indexes: what is looked up, apart from how a post is read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from policy.name_forms import forename_forms, loose_forms, surname_forms
from policy.names import PupilName
from policy.near_misses import SHORTEST_BESIDE_SURNAME, NearMisses
from policy.passage import Passage

Pupils = frozenset[int]
Index = Mapping[str, Pupils]

NOBODY: Pupils = frozenset()


@dataclass(frozen=True, repr=False)  # a printed roll would put every name into a log
class NameIndex:
    """All names of a school's pupils, folded, each with the ids of those who bear it.

    `loose` are the first names that are only short forms; `longest` is how many words the
    longest name has that begins with a word.
    """

    forenames: Index = field(default_factory=dict)
    surnames: Index = field(default_factory=dict)
    initials_of_forename: Index = field(default_factory=dict)
    initials_of_surname: Index = field(default_factory=dict)
    loose: frozenset[str] = frozenset()
    longest: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, pupils: Iterable[PupilName]) -> Self:
        forenames, surnames = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
        loose = defaultdict[str, set[int]](set)
        for pupil in pupils:
            for written in {pupil.legal_forename, pupil.preferred_forename}:
                _enter(forenames, forename_forms(written), pupil.pupil_id)
                _enter(loose, loose_forms(written), pupil.pupil_id)
            for written in {pupil.legal_surname, pupil.preferred_surname}:
                _enter(surnames, surname_forms(written), pupil.pupil_id)
        only_loose = frozenset(loose.keys() - forenames.keys())
        for form in only_loose:
            forenames[form] = loose[form]
        return cls._of_forms(forenames, surnames, only_loose)

    @classmethod
    def _of_forms(
        cls, forenames: dict[str, set[int]], surnames: dict[str, set[int]], loose: frozenset[str]
    ) -> Self:
        return cls(
            _frozen(forenames),
            _frozen(surnames),
            _frozen(_by_initial(forenames)),
            _frozen(_by_initial(surnames)),
            loose,
            _longest_by_first_word((*forenames, *surnames)),
        )

    def matches(self, passage: Passage, i: int, index: Index) -> Iterator[tuple[int, Pupils]]:
        """Last word and bearers of each name in the index that begins at word i, longest first."""
        for length in range(self.longest.get(passage.key(i), 0), 0, -1):
            last = i + length - 1
            if last < len(passage.words) and passage.unbroken(i, last):
                pupils = index.get(" ".join(word.key for word in passage.words[i : last + 1]))
                if pupils:
                    yield last, pupils

    def near_forename(self, key: str) -> Pupils:
        """Bearers of the first names that this word may be misspelt for."""
        return _bearers(self._near_forenames.find(key), self.forenames)

    def near_forename_of(self, key: str, family: Pupils) -> Pupils:
        """Those of one family for whose first name this word, beside the surname, may stand."""
        return _bearers(self._nearest_forenames.find(key), self.forenames) & family

    def near_surname(self, key: str) -> Pupils:
        """Bearers of the surnames that this word may be misspelt for."""
        return _bearers(self._near_surnames.find(key), self.surnames)

    @cached_property
    def _near_forenames(self) -> NearMisses:
        return NearMisses.of(self.forenames)

    @cached_property
    def _nearest_forenames(self) -> NearMisses:
        return NearMisses.of(self.forenames, SHORTEST_BESIDE_SURNAME)

    @cached_property
    def _near_surnames(self) -> NearMisses:
        return NearMisses.of(self.surnames)


def _bearers(forms: frozenset[str], index: Index) -> Pupils:
    return NOBODY.union(*(index[form] for form in forms))


def _enter(index: dict[str, set[int]], forms: Iterable[str], pupil_id: int) -> None:
    for form in forms:
        index[form].add(pupil_id)


def _by_initial(index: Mapping[str, set[int]]) -> dict[str, set[int]]:
    letters = defaultdict[str, set[int]](set)
    for form, pupils in index.items():
        letters[form[0]] |= pupils
    return letters


def _frozen(index: Mapping[str, set[int]]) -> Index:
    return {form: frozenset(pupils) for form, pupils in index.items()}


def _longest_by_first_word(forms: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for form in forms:
        first, length = form.partition(" ")[0], form.count(" ") + 1
        longest[first] = max(length, longest.get(first, 0))
    return longest
