"""The school's roll: finds pupils' names in a post.

Built once for a roll and then only read. Looking costs a dictionary look-up per word of the
post, whatever the size of the roll; only words that are on the roll are judged further, and only
capitalised words that are no English are compared with names they may be misspelt for.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from policy.context import Reading, reading
from policy.hidden_names import Hidden, run_together, spaced_out, spelt_in_full, with_digits
from policy.name_index import NOBODY, NameIndex, Pupils
from policy.names import NameFound, NameKind, PupilName
from policy.near_misses import SHORTEST_BESIDE_SURNAME
from policy.passage import Passage
from policy.strangers import may_be_misspelt
from policy.tokens import Kind, tokenise

_LIST_JOIN = re.compile(r",? ?")
_MIDDLE_NAMES = 2

__all__ = ["NameFound", "NameKind", "PupilName", "Roll"]


class _Candidate(NamedTuple):
    """Words first…last as a name; `forename` are the numbers of its first name's words."""

    kind: NameKind
    first: int
    last: int
    pupils: Pupils
    forename: tuple[int, int] | None = None
    misspelt: bool = False


@dataclass(frozen=True, repr=False)  # a printed roll would put every name into a log
class Roll:
    """All names of a school's pupils, ready to be looked for."""

    _index: NameIndex = field(default_factory=NameIndex)

    @classmethod
    def of(cls, pupils: Iterable[PupilName]) -> Self:
        """Index these names. About 10 µs a pupil; nothing is kept of a blank name."""
        return cls(NameIndex.of(pupils))

    def __bool__(self) -> bool:
        """Whether anybody is on it; an empty roll says that the names are not known."""
        return bool(self._index.forenames or self._index.surnames)

    def find(self, text: str, *, not_pupils: tuple[str, ...] = ()) -> tuple[NameFound, ...]:
        """Every name of a pupil in `text`, in order and without overlap.

        `not_pupils` are phrases of the school's own in which no pupil is meant.
        """
        if not self:
            return ()
        return tuple(self._find(self.passage(text, not_pupils)))

    def passage(self, text: str, not_pupils: tuple[str, ...] = ()) -> Passage:
        """`text` cut into words, with this roll's first names known."""
        return Passage(text, tokenise(text), self._index.forenames, not_pupils)

    def bears_surname(self, key: str) -> bool:
        """Whether anybody has this surname, given folded and as one word."""
        return key in self._index.surnames

    def bears_forename(self, key: str) -> bool:
        """Whether anybody has this first name, given folded and as one word."""
        return key in self._index.forenames

    def _find(self, passage: Passage) -> Iterator[NameFound]:
        i = 0
        while i < len(passage.words):
            last = i
            if passage.words[i].kind is not Kind.MENTION:
                for candidate in self._candidates(passage, i):
                    found = self._judge(passage, candidate)
                    if found:
                        yield found
                        last = candidate.last
                        break
                else:
                    yield from self._hidden(passage, i)
            i = last + 1

    def _judge(self, passage: Passage, candidate: _Candidate) -> NameFound | None:
        kind, first, last, pupils, forename, misspelt = candidate
        judged = reading(passage, first, last, kind)
        if judged is Reading.WORD:
            return None
        loose = kind is NameKind.FORENAME and first == last and self._is_loose(passage.key(first))
        doubtful = judged is Reading.DOUBTFUL or loose or misspelt
        start, end = _place(passage, first, last)
        place = _place(passage, *forename) if forename else None
        return NameFound(kind, start, end, pupils, doubtful, place, misspelt)

    def _is_loose(self, key: str) -> bool:
        return key in self._index.loose

    def _candidates(self, passage: Passage, i: int) -> Iterator[_Candidate]:
        """What may begin with word i, the fullest name first."""
        key = passage.key(i)
        if key in self._index.longest:
            yield from self._on_the_roll(passage, i)
        elif len(key) == 1:
            yield from self._letter_first(passage, i)
            yield from self._spaced_out(passage, i)
        elif pupils := with_digits(key, self._index.forenames):
            yield _Candidate(NameKind.FORENAME, i, i, pupils, (i, i), misspelt=True)
        else:
            yield from self._nearly_full(passage, i)
            if may_be_misspelt(passage, i):
                yield from self._misspelt(passage, i)

    def _on_the_roll(self, passage: Passage, i: int) -> Iterator[_Candidate]:
        forenames = list(self._index.matches(passage, i, self._index.forenames))
        surnames = list(self._index.matches(passage, i, self._index.surnames))
        for last, pupils in forenames:
            yield from self._with_surname(passage, i, last, pupils)
        for last, pupils in surnames:
            yield from self._surname_first(passage, i, last, pupils)
        for last, pupils in forenames:
            yield from self._with_letter(passage, i, last, pupils)
        yield from self._letter_first(passage, i)
        for last, pupils in forenames:
            yield from self._with_misspelt_surname(passage, i, last, pupils)
        for last, pupils in forenames:
            yield _Candidate(NameKind.FORENAME, i, last, pupils, (i, last))
        for last, pupils in surnames:
            yield _Candidate(NameKind.SURNAME, i, last, pupils)

    def _with_surname(
        self, passage: Passage, first: int, last: int, pupils: Pupils
    ) -> Iterator[_Candidate]:
        """Amelia Brown, Amelia J. Brown, Amelia (Millie) Brown; Amelia and Brown on two lines."""
        for at in range(last + 1, min(last + 2 + _MIDDLE_NAMES, len(passage.words))):
            split = at == last + 1 and passage.capital(at) and passage.split_only(at)
            if not split and not passage.unbroken(at - 1, at):
                return
            for end, family in self._index.matches(passage, at, self._index.surnames):
                if both := pupils & family:
                    yield _Candidate(NameKind.FULL, first, end, both, (first, last))
            if not passage.capital(at):
                return

    def _with_misspelt_surname(
        self, passage: Passage, first: int, last: int, pupils: Pupils
    ) -> Iterator[_Candidate]:
        """Amelia Browne."""
        at = last + 1
        if at < len(passage.words) and passage.unbroken(last, at) and may_be_misspelt(passage, at):
            both = pupils & self._index.near_surname(passage.key(at))
            if both and passage.capital(first):
                yield _Candidate(NameKind.FULL, first, at, both, (first, last), misspelt=True)

    def _surname_first(
        self, passage: Passage, first: int, last: int, family: Pupils
    ) -> Iterator[_Candidate]:
        """Brown, Amelia: as in a list; both with a capital."""
        at = last + 1
        if at < len(passage.words) and _LIST_JOIN.fullmatch(passage.gap(at)):
            for end, pupils in self._index.matches(passage, at, self._index.forenames):
                both = pupils & family
                if both and passage.capital(first) and passage.capital(at):
                    yield _Candidate(NameKind.FULL, first, end, both, (at, end))

    def _with_letter(
        self, passage: Passage, first: int, last: int, pupils: Pupils
    ) -> Iterator[_Candidate]:
        """Josh B, Josh.B."""
        at = last + 1
        if at < len(passage.words) and passage.is_initial(at) and passage.joins_letter(at):
            both = pupils & self._index.initials_of_surname.get(passage.key(at), NOBODY)
            if both and passage.capital(first):
                yield _Candidate(NameKind.INITIAL, first, at, both, (first, last))

    def _letter_first(self, passage: Passage, i: int) -> Iterator[_Candidate]:
        """J. Brown."""
        at = i + 1
        if at < len(passage.words) and passage.is_initial(i) and passage.unbroken(i, at):
            initialled = self._index.initials_of_forename.get(passage.key(i), NOBODY)
            for end, family in self._index.matches(passage, at, self._index.surnames):
                both = initialled & family
                if both and passage.capital(at):
                    yield _Candidate(NameKind.INITIAL, i, end, both)

    def _spaced_out(self, passage: Passage, i: int) -> Iterator[_Candidate]:
        """A m e l i a, A m e l i a  B r o w n, T_o_m Sawyer."""
        if not passage.capital(i):
            return
        index = self._index
        if whole := spelt_in_full(passage, i, index.forenames, index.surnames):
            middle, last, both = whole
            yield _Candidate(NameKind.FULL, i, last, both, (i, middle))
        found = spaced_out(passage, i, index.forenames)
        if found:
            last, pupils = found
            yield _Candidate(NameKind.FORENAME, i, last, pupils, (i, last))

    def _misspelt(self, passage: Passage, i: int) -> Iterator[_Candidate]:
        """Ameila, Ameila Brown, Ameila B."""
        pupils = self._index.near_forename(passage.key(i))
        if pupils:
            for candidate in self._with_surname(passage, i, i, pupils):
                yield candidate._replace(misspelt=True)
            for candidate in self._with_letter(passage, i, i, pupils):
                yield candidate._replace(misspelt=True)
            yield _Candidate(NameKind.FORENAME, i, i, pupils, (i, i), misspelt=True)

    def _nearly_full(self, passage: Passage, i: int) -> Iterator[_Candidate]:
        """Mohamed Khan, Zaid Malik: another spelling before the surname of the same child."""
        at = i + 1
        if len(passage.key(i)) < SHORTEST_BESIDE_SURNAME or not passage.capital(i):
            return
        if not passage.capital(at) or not passage.unbroken(i, at):
            return
        for end, family in self._index.matches(passage, at, self._index.surnames):
            if both := self._index.near_forename_of(passage.key(i), family):
                yield _Candidate(NameKind.FULL, i, end, both, (i, i), misspelt=True)

    def _hidden(self, passage: Passage, i: int) -> Iterator[NameFound]:
        word = passage.words[i]
        if not passage.in_phrase_of_school(i, i):
            for hidden in run_together(word, self._index.forenames, self._index.surnames):
                yield _found(hidden)


def _found(hidden: Hidden) -> NameFound:
    return NameFound(
        hidden.kind, hidden.start, hidden.end, hidden.pupils, hidden.doubtful, hidden.forename
    )


def _place(passage: Passage, first: int, last: int) -> tuple[int, int]:
    return passage.words[first].start, passage.words[last].end
