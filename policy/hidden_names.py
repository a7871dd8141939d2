"""Names that are not read at a glance: run together, spaced out, with digits in them."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from policy.english import is_english
from policy.names import NameKind
from policy.passage import EVERYDAY, Passage
from policy.tokens import Kind, Token, fold
from policy.words import lines, words

Pupils = frozenset[int]
Index = Mapping[str, Pupils]

_TAG_WORDS = frozenset(
    {"go", "bye", "goodbye", "love", "team", "rocks", "birthday"}
    | {line.replace(" ", "") for line in lines("praise")}
)
_LITTLE = words("function")
_GROUPS = words("groups")
_LONGEST_TAG = 60  # characters; nobody reads a longer one
_LONGEST_NAME = 16
_SHORTEST = 4  # letters of a name that may stand anywhere in a tag
_SHORTEST_WORD = 3  # letters; what is shorter is left over from a longer word
_DIGITS = str.maketrans("013457", "oieast")


class Hidden(NamedTuple):
    """A name inside writing, in code points; `forename` is the place of the first name."""

    kind: NameKind
    start: int
    end: int
    forename: tuple[int, int]
    pupils: Pupils
    doubtful: bool


def run_together(word: Token, forenames: Index, surnames: Index) -> Iterator[Hidden]:
    """Names in one long word: #welldoneamelia, #ameliabrown, school.uk/ameliabrown."""
    if _SHORTEST < len(word.text) <= _LONGEST_TAG:
        found = list(_full(word, forenames, surnames))
        if not found and word.kind is Kind.HASHTAG and word.key not in _figures():
            found = list(_beside_tag_word(word, forenames)) or list(_within(word, forenames))
        yield from _apart(found)


def _apart(found: list[Hidden]) -> Iterator[Hidden]:
    """The first of those that overlap."""
    reached = 0
    for hidden in sorted(found, key=lambda name: name.start):
        if hidden.start >= reached:
            yield hidden
            reached = hidden.end


def _full(word: Token, forenames: Index, surnames: Index) -> Iterator[Hidden]:
    for cut in range(2, len(word.text) - 1):
        left = fold(word.text[:cut])
        if left in forenames:
            right = fold(word.text[cut:])
            both = forenames[left] & surnames.get(right, frozenset())
            if both:
                place = (word.start, word.start + cut)
                words_only = word.kind is not Kind.HASHTAG and {left, right} <= EVERYDAY
                yield Hidden(NameKind.FULL, word.start, word.end, place, both, words_only)


def _beside_tag_word(tag: Token, forenames: Index) -> Iterator[Hidden]:
    for cut in range(2, len(tag.text) - 1):
        left, right = fold(tag.text[:cut]), fold(tag.text[cut:])
        middle = tag.start + cut
        if left in _TAG_WORDS and right in forenames:
            yield _first_name(middle, tag.end, forenames[right], doubtful=right in EVERYDAY)
        elif right in _TAG_WORDS and left in forenames:
            yield _first_name(tag.start, middle, forenames[left], doubtful=left in EVERYDAY)


def _within(tag: Token, forenames: Index) -> Iterator[Hidden]:
    """#prayforamelia, #ameliathebrave: the rest must be words."""
    if not tag.key.isascii() or len(tag.key) != len(tag.text) or is_english(tag.key):
        return
    for start in range(len(tag.key) - _SHORTEST + 1):
        for end in range(min(start + _LONGEST_NAME, len(tag.key)), start + _SHORTEST - 1, -1):
            name = tag.key[start:end]
            if name in forenames and name not in EVERYDAY and name not in _LITTLE:
                before, after = tag.key[:start], tag.key[end:]
                if (
                    before + after
                    and _are_words(before, forenames)
                    and _are_words(after, forenames)
                ):
                    place = (tag.start + start, tag.start + end)
                    yield _first_name(*place, forenames[name], doubtful=True)


def _are_words(run: str, forenames: Index) -> bool:
    """Whether the run is cut into words without a rest, none of which makes it a place."""
    reached = {0}
    for end in range(2, len(run) + 1):
        starts = (start for start in reached if end - start > 1)
        if any(_is_word(run[start:end], forenames) for start in starts):
            reached.add(end)
    return len(run) in reached and run not in _GROUPS and not 0 < len(run) < _SHORTEST_WORD


def _is_word(run: str, forenames: Index) -> bool:
    if run in _LITTLE or run in _TAG_WORDS:
        return True
    return len(run) >= _SHORTEST_WORD and (run in forenames or is_english(run))


def _first_name(start: int, end: int, pupils: Pupils, *, doubtful: bool) -> Hidden:
    return Hidden(NameKind.FORENAME, start, end, (start, end), pupils, doubtful)


def spaced_out(passage: Passage, i: int, forenames: Index) -> tuple[int, Pupils] | None:
    """Last word and bearers of "A m e l i a" or "A.m.e.l.i.a" that begins with letter i."""
    letters = passage.spelt_from(i)[:_LONGEST_NAME]
    for length in range(len(letters), _SHORTEST - 1, -1):
        name = letters[:length]
        if name in forenames and name not in EVERYDAY and name not in _LITTLE:
            return i + length - 1, forenames[name]
    return None


def spelt_in_full(
    passage: Passage, i: int, forenames: Index, surnames: Index
) -> tuple[int, int, Pupils] | None:
    """Last letter of the first name, last word and bearers of "T.o.m S.a.w.y.e.r", "T_o_m Sawyer".

    Beside the surname of the same child a first name of three letters tells enough.
    """
    letters = passage.spelt_from(i)[: 2 * _LONGEST_NAME]
    for cut in range(min(len(letters), _LONGEST_NAME), _SHORTEST_WORD - 1, -1):
        named, rest = forenames.get(letters[:cut]), letters[cut:]
        if named and not rest and passage.capital(i + cut):
            both = named & surnames.get(passage.key(i + cut), frozenset())
            if both:
                return i + cut - 1, i + cut, both
        for length in range(len(rest), _SHORTEST_WORD - 1, -1) if named else ():
            both = (named or frozenset()) & surnames.get(rest[:length], frozenset())
            if both:
                return i + cut - 1, i + cut + length - 1, both
    return None


def with_digits(key: str, forenames: Index) -> Pupils | None:
    """Bearers of "am3lia" and "j0sh"."""
    if len(key) < _SHORTEST or key.isalpha() or not key.isalnum() or key.isdigit():
        return None
    name = key.translate(_DIGITS)
    return forenames.get(name) if name not in EVERYDAY and not is_english(name) else None


@cache
def _figures() -> frozenset[str]:
    """Set phrases as they stand in a tag: charlieandthechocolatefactory."""
    return frozenset(fold(line).replace(" ", "") for line in lines("figures"))
