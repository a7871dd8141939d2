"""The school's roll as an index of names: finds pupils' names in a post.

Built once for a roll and then only read. Looking costs a dictionary look-up per word of the
post, whatever the size of the roll; only words that are on the roll are judged further.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from policy.context import Reading, reading
from policy.name_forms import forename_forms, loose_forms, surname_forms
from policy.names import NameFound, NameKind, PupilName
from policy.passage import EVERYDAY, Passage
from policy.tokens import Kind, Token, fold, tokenise
from policy.words import lines

_TAG_WORDS = frozenset(
    {"go", "bye", "goodbye", "love", "team", "rocks", "birthday"}
    | {line.replace(" ", "") for line in lines("praise")}
)
_LIST_JOIN = re.compile(r",? ?")
_MIDDLE_NAMES = 2
_LONGEST_TAG = 60  # characters; nobody reads a longer one

__all__ = ["NameFound", "NameKind", "PupilName", "Roll"]

Pupils = frozenset[int]
Index = Mapping[str, Pupils]


class _Candidate(NamedTuple):
    kind: NameKind
    first: int
    last: int
    pupils: Pupils


@dataclass(frozen=True, repr=False)  # a printed roll would put every name into a log
class Roll:
    """All names of a school's pupils, folded, each with the ids of those who bear it."""

    _forenames: Index = field(default_factory=dict)
    _surnames: Index = field(default_factory=dict)
    _initials_of_forename: Index = field(default_factory=dict)
    _initials_of_surname: Index = field(default_factory=dict)
    _loose: frozenset[str] = frozenset()
    _longest: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, pupils: Iterable[PupilName]) -> Self:
        """Index these names. About 10 µs a pupil; nothing is kept of a blank name."""
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

    def find(self, text: str, *, not_pupils: tuple[str, ...] = ()) -> tuple[NameFound, ...]:
        """Every name of a pupil in `text`, in order and without overlap.

        `not_pupils` are phrases of the school's own in which no pupil is meant.
        """
        return tuple(self._find(Passage(text, tokenise(text), self._forenames, not_pupils)))

    def _find(self, passage: Passage) -> Iterator[NameFound]:
        i = 0
        while i < len(passage.words):
            word, used = passage.words[i], i
            if word.kind is not Kind.MENTION and (word.key in self._longest or len(word.key) == 1):
                for candidate in self._at(passage, i):
                    found = self._judge(passage, candidate)
                    if found:
                        yield found
                        used = candidate.last
                        break
            elif word.kind is Kind.HASHTAG:
                yield from self._in_tag(word)
            i = used + 1

    def _judge(self, passage: Passage, candidate: _Candidate) -> NameFound | None:
        kind, first, last, pupils = candidate
        judged = reading(passage, first, last, kind)
        if judged is Reading.WORD:
            return None
        loose = kind is NameKind.FORENAME and passage.key(first) in self._loose
        start, end = passage.words[first].start, passage.words[last].end
        return NameFound(kind, start, end, pupils, judged is Reading.DOUBTFUL or loose)

    def _at(self, passage: Passage, i: int) -> Iterator[_Candidate]:
        """What may begin with word i, the fullest name first."""
        forenames = list(self._matches(passage, i, self._forenames))
        surnames = list(self._matches(passage, i, self._surnames))
        for last, pupils in forenames:
            yield from self._with_surname(passage, i, last, pupils)
        for last, pupils in surnames:
            yield from self._surname_first(passage, i, last, pupils)
        for last, pupils in forenames:
            yield from self._with_letter(passage, i, last, pupils)
        yield from self._letter_first(passage, i)
        for last, pupils in forenames:
            yield _Candidate(NameKind.FORENAME, i, last, pupils)
        for last, pupils in surnames:
            yield _Candidate(NameKind.SURNAME, i, last, pupils)

    def _matches(self, passage: Passage, i: int, index: Index) -> Iterator[tuple[int, Pupils]]:
        """Last word and bearers of each name in the index that begins at word i, longest first."""
        for length in range(self._longest.get(passage.key(i), 0), 0, -1):
            last = i + length - 1
            if last < len(passage.words) and passage.unbroken(i, last):
                pupils = index.get(" ".join(word.key for word in passage.words[i : last + 1]))
                if pupils:
                    yield last, pupils

    def _with_surname(
        self, passage: Passage, first: int, last: int, pupils: Pupils
    ) -> Iterator[_Candidate]:
        """Amelia Brown, Amelia J. Brown, Amelia (Millie) Brown."""
        for at in range(last + 1, min(last + 2 + _MIDDLE_NAMES, len(passage.words))):
            if not passage.unbroken(at - 1, at):
                return
            for end, family in self._matches(passage, at, self._surnames):
                if both := pupils & family:
                    yield _Candidate(NameKind.FULL, first, end, both)
            if not passage.capital(at):
                return

    def _surname_first(
        self, passage: Passage, first: int, last: int, family: Pupils
    ) -> Iterator[_Candidate]:
        """Brown, Amelia: as in a list; both with a capital."""
        at = last + 1
        if at < len(passage.words) and _LIST_JOIN.fullmatch(passage.gap(at)):
            for end, pupils in self._matches(passage, at, self._forenames):
                both = pupils & family
                if both and passage.capital(first) and passage.capital(at):
                    yield _Candidate(NameKind.FULL, first, end, both)

    def _with_letter(
        self, passage: Passage, first: int, last: int, pupils: Pupils
    ) -> Iterator[_Candidate]:
        """Josh B."""
        at = last + 1
        if at < len(passage.words) and passage.is_initial(at) and passage.unbroken(last, at):
            both = pupils & self._initials_of_surname.get(passage.key(at), frozenset())
            if both and passage.capital(first):
                yield _Candidate(NameKind.INITIAL, first, at, both)

    def _letter_first(self, passage: Passage, i: int) -> Iterator[_Candidate]:
        """J. Brown."""
        at = i + 1
        if at < len(passage.words) and passage.is_initial(i) and passage.unbroken(i, at):
            initialled = self._initials_of_forename.get(passage.key(i), frozenset())
            for end, family in self._matches(passage, at, self._surnames):
                both = initialled & family
                if both and passage.capital(at):
                    yield _Candidate(NameKind.INITIAL, i, end, both)

    def _in_tag(self, tag: Token) -> Iterator[NameFound]:
        """Names run together in a tag without capitals: #welldoneamelia, #ameliabrown."""
        if len(tag.text) <= _LONGEST_TAG:
            found = sorted(self._cut_tag(tag), key=lambda name: name.kind is not NameKind.FULL)
            yield from found[:1]

    def _cut_tag(self, tag: Token) -> Iterator[NameFound]:
        for cut in range(2, len(tag.text) - 1):
            left, right = fold(tag.text[:cut]), fold(tag.text[cut:])
            middle = tag.start + cut
            fore, family = self._forenames.get(left), self._surnames.get(right)
            if both := (fore or frozenset()) & (family or frozenset()):
                yield NameFound(NameKind.FULL, tag.start, tag.end, both, doubtful=False)
            elif left in _TAG_WORDS and right in self._forenames:
                pupils = self._forenames[right]
                yield NameFound(NameKind.FORENAME, middle, tag.end, pupils, right in EVERYDAY)
            elif right in _TAG_WORDS and fore:
                yield NameFound(NameKind.FORENAME, tag.start, middle, fore, left in EVERYDAY)


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
