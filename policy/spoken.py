"""A text as a row of folded words and sentence ends, as the rules about what is said read it."""

import re
from dataclasses import dataclass, field
from typing import Self

from policy.tokens import Kind, Token

Words = tuple[str, ...]
Span = tuple[int, int]

BREAK = "."
_SENTENCE_ENDS = re.compile(r"[!?…\n]|\.(?!\w|$)|\.\.")
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "st"})
_FIGURES = re.compile(r"\d+")
_FIGURE_INSIDE = re.compile(r"(?<=[a-z])[013457](?=[a-z])")
_AS_LETTER = dict(zip("013457", "oieast", strict=True))
_APOSTROPHES = frozenset("'’‘`´ʼ")
_OTHERWISE_WORDS = frozenset({"were", "well", "hell", "shell", "shed", "wed"})
_DRAWN_OUT = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True)
class Spoken:
    """A piece of writing as a row of folded words, a `BREAK` between sentences.

    Links are left out, a handle is "@", figures are "%"; what is drawn out ("sooo") or written
    with figures for letters ("k1ll") is put right.
    """

    where: str
    words: Words
    places: tuple[Span, ...] = field(repr=False)

    @classmethod
    def of(cls, where: str, text: str, tokens: tuple[Token, ...]) -> Self:
        words, places, reached = [BREAK], [(0, 0)], 0
        for token in tokens:
            if words[-1] != BREAK and _parts(text, reached, token.start, words[-1]):
                words.append(BREAK)
                places.append((reached, reached))
            if token.kind is not Kind.LINK:
                words.append(_plain(token))
                places.append((token.start, token.end))
            reached = token.end
        return cls(where, (*words, BREAK), (*places, (reached, reached)))


def told_apart(written: str, key: str) -> str:
    """The folded word, an apostrophe at its end where it would read as another: we're, he'll."""
    elided = key in _OTHERWISE_WORDS and not _APOSTROPHES.isdisjoint(written)
    return f"{key}'" if elided else key


def _parts(text: str, start: int, end: int, before: str) -> bool:
    """Whether a sentence ends between two words of the text."""
    return (
        end - start > 1 and before not in _TITLES and bool(_SENTENCE_ENDS.search(text, start, end))
    )


def _plain(token: Token) -> str:
    """The word as the lines spell it: its, whats, %pm, @."""
    if token.kind is Kind.MENTION:
        return "@"
    key = told_apart(token.text, token.key)
    if not key.isalpha():
        key = _FIGURE_INSIDE.sub(lambda found: _AS_LETTER[found[0]], key)
        key = _FIGURES.sub("%", key)
    if _DRAWN_OUT.search(key):
        key = _DRAWN_OUT.sub(r"\1", key)
    return f"{key}s" if token.possessive else key
