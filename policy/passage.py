"""A text cut into words, and what its spacing, capitals and neighbours say of each word."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property, lru_cache

from policy.phrases import Phrases
from policy.tokens import Kind, Token
from policy.words import lines, words

EVERYDAY = words("ordinary") | words("geography") | words("calendar") | words("openers")
"""Folded names that are also words or places."""

_TITLES = words("titles")
_FIGURES = Phrases.of(lines("figures"))
_PRAISE = frozenset(tuple(line.split()) for line in lines("praise"))
_ADJECTIVES = words("praise_adjectives")
_PRAISED = words("praise_nouns")
_LONGEST_PRAISE = max(map(len, _PRAISE))
_STOPS = re.compile(r"[.!?…;•|]")
_FILLERS = frozenset({"to", "our", "go", "goes", "about", "today", "again"})
# A full stop, a line, an emoji: anything that is not spacing, a comma, a bracket or a quote.
_BREAK = re.compile(r"[.!?…:;\n•|]|\s[-–—]\s|[^\w\s,'\"’‘“”()\-‐‑–—&/#＃@＠+]")
_JOIN = re.compile(r"[ \u00a0_'’\"“”()‐‑#-]{0,3}")
_SPLIT = re.compile(r" ?\n ?| ?[^\w\s\x00-\x7f‘’“”–—…•·]{1,4} ?")
_LINK_JOIN = re.compile(r"[\W_]{0,3}")
_SPACERS = frozenset({" ", ".", "-", "_", "*", ". ", "  ", "·", "/"})
_IN_TEXT = frozenset({Kind.WORD, Kind.HASHTAG})
# What a word of this kind may make one name with: "#Amelia Brown", but no word with a link.
_TOGETHER = {
    Kind.WORD: _IN_TEXT,
    Kind.HASHTAG: _IN_TEXT,
    Kind.LINK: frozenset({Kind.LINK}),
    Kind.MENTION: frozenset[Kind](),
}


@dataclass(frozen=True)
class Passage:
    """`known` are the folded first names on the roll; `not_pupils` the school's own phrases."""

    text: str
    words: tuple[Token, ...]
    known: Container[str]
    not_pupils: tuple[str, ...] = ()

    def inside(self, span: tuple[int, int]) -> range:
        """Numbers of the words that the code points from span[0] to span[1] touch."""
        first = bisect_right(self._ends, span[0])
        return range(first, max(first, bisect_left(self._starts, span[1])))

    def gap(self, i: int) -> str:
        """What stands between word i - 1 and word i; both must exist."""
        before = self.words[i - 1]
        skip = 2 if before.possessive else 0
        return self.text[before.end + skip : self.words[i].start]

    def opens_sentence(self, i: int) -> bool:
        """Whether a sentence begins with word i, so that its capital says nothing."""
        return self._opens[i]

    def key(self, i: int) -> str:
        """Folded word i, or nothing where there is no such word."""
        return self.words[i].key if 0 <= i < len(self.words) else ""

    def before(self, i: int) -> str:
        """Folded word before word i in the same sentence, or nothing."""
        return "" if self.opens_sentence(i) else self.key(i - 1)

    def after(self, i: int) -> str:
        """Folded word after word i in the same sentence, or nothing."""
        beyond = i + 1 >= len(self.words) or self.opens_sentence(i + 1)
        return "" if beyond else self.key(i + 1)

    def capital(self, i: int) -> bool:
        """Whether word i exists and is written with a capital."""
        return 0 <= i < len(self.words) and self.words[i].text[:1].isupper()

    def shouted(self, i: int) -> bool:
        """Whether word i is all capitals, or the whole text is, so that case says nothing."""
        word = self.words[i]
        return self._all_capitals or (len(word.key) > 1 and word.text.isupper())

    def unbroken(self, first: int, last: int) -> bool:
        """Whether nothing but a space, hyphen, quote or bracket parts words first…last."""
        return all(self._joins(i) for i in range(first + 1, last + 1))

    def _joins(self, i: int) -> bool:
        word, before, gap = self.words[i], self.words[i - 1], self.gap(i)
        if word.kind not in _TOGETHER[before.kind] or before.possessive:
            return False
        if len(before.key) == 1:
            gap = gap.replace(".", "", 1)
        return bool((_LINK_JOIN if word.kind is Kind.LINK else _JOIN).fullmatch(gap))

    def split_only(self, i: int) -> bool:
        """Whether nothing but one line's end, or an emoji, parts word i from the one before."""
        word, before = self.words[i], self.words[i - 1]
        together = word.kind is before.kind is Kind.WORD and not before.possessive
        return together and bool(_SPLIT.fullmatch(self.gap(i)))

    def joins_letter(self, i: int) -> bool:
        """Whether word i, a letter, belongs to the word before it, as in Josh B and Josh.B."""
        dotted = self.gap(i) == "." and self.words[i].kind is self.words[i - 1].kind is Kind.WORD
        return dotted or self.unbroken(i - 1, i)

    def is_initial(self, i: int) -> bool:
        """Whether word i is a capital alone; the words A and I only with a full stop."""
        word = self.words[i]
        if len(word.key) != 1 or not word.text.isupper() or word.kind is Kind.LINK:
            return False
        return word.key not in {"a", "i"} or self.text[word.end : word.end + 1] == "."

    def in_phrase_of_school(self, first: int, last: int) -> bool:
        return _covers(self._own, first, last)

    def in_set_phrase(self, first: int, last: int) -> bool:
        """Whether words first…last lie within a public figure's name, a title or a feast."""
        return _covers(self._figures, first, last)

    def titled(self, i: int) -> bool:
        """Whether a title stands before word i, as in Mr Brown or St Catherine."""
        return i > 0 and self.before(i) in _TITLES and self.capital(i - 1)

    def praise_before(self, i: int) -> int | None:
        """Number of the word with which "well done (to)" and the like begins before word i."""
        end = i
        while self.before(end) in _FILLERS:
            end -= 1
        longest = 0
        while longest < _LONGEST_PRAISE and self.before(end - longest):
            longest += 1
        for length in range(longest, 0, -1):
            if tuple(word.key for word in self.words[end - length : end]) in _PRAISE:
                return end - length
        good = end > 1 and self.before(end - 1) in _ADJECTIVES and self.before(end) in _PRAISED
        return end - 2 if good else None

    def praise_after(self, i: int) -> int | None:
        """Number of the last word of a "well done" and the like that follows word i at once."""
        for length in range(1, _LONGEST_PRAISE + 1):
            following = tuple(word.key for word in self.words[i + 1 : i + 1 + length])
            if following in _PRAISE:
                return i + length
        return None

    def spelt_from(self, i: int) -> str:
        """The letters that stand one by one from word i on: A m e l i a, A.m.e.l.i.a."""
        signs, places = self._spelling
        return signs[places[i] : signs.index(" ", places[i])]

    def adjoins(self, i: int) -> bool:
        """Whether word i follows the one before it with only a space or a hyphen between."""
        return 0 < i < len(self.words) and bool(_JOIN.fullmatch(self.gap(i)))

    def labels(self, i: int) -> bool:
        """Whether what stands before word i ends in a colon, a dash, a line or an emoji."""
        return not _STOPS.search(self.gap(i))

    @cached_property
    def _spelling(self) -> tuple[str, list[int]]:
        """All single letters, a blank where a row of them ends; where each word stands there."""
        signs, places = "", list[int]()
        for i, word in enumerate(self.words):
            alone = len(word.key) == 1
            if i and not (alone and self.gap(i) in _SPACERS):
                signs += " "
            places.append(len(signs))
            signs += word.key if alone else ""
        return f"{signs} ", places

    @cached_property
    def _all_capitals(self) -> bool:
        return self.text.upper() == self.text

    @cached_property
    def _opens(self) -> list[bool]:
        return [i == 0 or self._parted(i) for i in range(len(self.words))]

    def _parted(self, i: int) -> bool:
        before, gap = self.words[i - 1], self.gap(i)
        if before.key in _TITLES or len(before.key) == 1:
            gap = gap.replace(".", "", 1)
        return gap != " " and bool(_BREAK.search(gap))

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _ends(self) -> list[int]:
        return [word.end for word in self.words]

    @cached_property
    def _own(self) -> tuple[tuple[int, int], ...]:
        return tuple(_school_phrases(self.not_pupils).places(self.words))

    @cached_property
    def _figures(self) -> tuple[tuple[int, int], ...]:
        return tuple(_FIGURES.places(self.words))


@lru_cache(maxsize=256)
def _school_phrases(phrases: tuple[str, ...]) -> Phrases:
    return Phrases.of(phrases)


def _covers(places: tuple[tuple[int, int], ...], first: int, last: int) -> bool:
    return any(begin <= first and last <= end for begin, end in places)
