"""Capitalised words that nobody knows: names misspelt, or of people who are not on the roll."""

from collections.abc import Iterator

from policy import rows
from policy.context import Reading, reading
from policy.english import is_english
from policy.names import NameKind
from policy.near_misses import SHORTEST
from policy.passage import EVERYDAY, Passage
from policy.somebody_else import is_adult, is_creature, is_figure
from policy.tokens import Kind
from policy.words import words

_FORENAMES = words("forenames")
_EVERYDAY_FORENAMES = words("everyday_forenames")
_GROUPS = words("groups")
_LITTLE = words("function")
_KNOWN = (
    EVERYDAY
    | _FORENAMES
    | _GROUPS
    | _LITTLE
    | words("not_people")
    | words("titles")
    | words("ranks")
    | words("determiners")
)
_WRITTEN = frozenset({Kind.WORD, Kind.HASHTAG})
_TO_A_CHILD = frozenset(
    {"done", "congratulations", "congrats", "birthday", "luck", "proud", "work"}
)
_SHORTEST_SHOUTED = 5  # letters; what is shorter may be letters that stand for words
_SHORTEST_NAME = 3


def may_be_misspelt(passage: Passage, i: int) -> bool:
    """Whether word i is written like a name and is no word, place or common name."""
    word = passage.words[i]
    return (
        len(word.key) >= SHORTEST
        and word.kind in _WRITTEN
        and passage.capital(i)
        and word.key.isalpha()
        and not passage.shouted(i)
        and _is_strange(word.key)
        and passage.after(i) not in _GROUPS
    )


def _is_strange(key: str) -> bool:
    """Whether the folded word is in no list: neither English nor a known name, place or brand."""
    return key not in _KNOWN and not is_english(key)


def may_be_forename(key: str) -> bool:
    """Whether the folded word is a common first name, or in no list at all."""
    return key in _FORENAMES or key in _EVERYDAY_FORENAMES or _is_strange(key)


def strangers(passage: Passage) -> Iterator[tuple[int, int]]:
    """First and last word of each name that may be a child's who is not on the roll.

    A common first name counts anywhere, one that is also a word where the sentence speaks of a
    person, and a word that is in no list only after praise. Public figures, adults named with a
    title or with what they do, and guests ("Laura from the NSPCC") are left alone.
    """
    i = 0
    while i < len(passage.words):
        last = i
        if _looks_like_a_child(passage, i):
            last = _with_surname(passage, i)
            if not _somebody_else(passage, i, last):
                yield i, last
        i = last + 1


def _looks_like_a_child(passage: Passage, i: int) -> bool:
    word = passage.words[i]
    if word.kind not in _WRITTEN or not passage.capital(i) or len(word.key) < _SHORTEST_NAME:
        return False
    if passage.in_phrase_of_school(i, i):
        return False
    if word.key in _FORENAMES:
        return _common_name(passage, i)
    if word.key in _EVERYDAY_FORENAMES:
        return reading(passage, i, i, NameKind.FORENAME) is Reading.NAME
    return may_be_misspelt(passage, i) and _praised(passage, i)


def _common_name(passage: Passage, i: int) -> bool:
    if passage.shouted(i) and len(passage.key(i)) < _SHORTEST_SHOUTED:
        return False
    if passage.after(i) in _GROUPS and not passage.words[i].possessive:
        return False
    ranked = reading(passage, i, i, NameKind.FORENAME) is Reading.WORD
    return not ranked


def _praised(passage: Passage, i: int) -> bool:
    """Whether "well done (to)" and the like stands before the word, and nothing more after it."""
    begins = passage.praise_before(i)
    if begins is None or passage.capital(i + 1):
        return False
    return any(passage.key(at) in _TO_A_CHILD for at in range(begins, i))


def _with_surname(passage: Passage, i: int) -> int:
    """Number of the last word of the name: a second capital that may be a surname."""
    at = i + 1
    joined = at < len(passage.words) and passage.unbroken(i, at) and passage.capital(at)
    if not joined or passage.shouted(at) or passage.key(at) in _LITTLE | _GROUPS:
        return i
    return at


def _somebody_else(passage: Passage, first: int, last: int) -> bool:
    if passage.after(last) in _GROUPS and passage.adjoins(last + 1):
        return not passage.words[last].possessive
    known = is_figure(passage, first, last) or is_creature(passage, first, last)
    known = known or _beside_figure(passage, first, last)
    return known or is_adult(passage, first, last)


def _beside_figure(passage: Passage, first: int, last: int) -> bool:
    """Pocahontas and John Smith; Mary Seacole, Florence Nightingale: one figure of a row tells."""
    return any(
        passage.in_set_phrase(i, i)
        for i in (*rows.row(passage, first, last), *rows.row(passage, first, first))
        if not first <= i <= last
    )
