"""Offensive words in a text: two levels, British words, and the ways people disguise them.

Our own matcher and not glin-profanity's: that one brings 416 American words which can only be
silenced one by one (swastika, shrimping, "big black"), gives no end of what it found and knows
one level. Word boundaries are kept throughout, so Scunthorpe, Essex and cocktail never match.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from policy.phrases import Phrases
from policy.tokens import Kind, Token, fold, tokenise
from policy.words import lines, words


@dataclass(frozen=True)
class Offence:
    """An offensive word at (start, end) in code points; `sure` when nothing excuses it."""

    start: int
    end: int
    sure: bool


_BLOCKED = frozenset(form for word in words("offensive_block") for form in (word, f"{word}s"))
_ASKED = frozenset(form for word in words("offensive_ask") for form in (word, f"{word}s"))
_ALL = _BLOCKED | _ASKED
_ANYWHERE = re.compile("fuck|wanker|arsehole|dickhead|bullshit|nigger")
_PHRASES = Phrases.of(lines("offensive_phrases"))
_INNOCENT = Phrases.of(lines("innocent"))
_ALSO_NAMES = frozenset({"dick", "fanny", "willy"})

_LOOKALIKES = dict(zip("ѕаеосріухкοαι", "saeocpiyxkoai", strict=True))
_LEET = dict(zip("0345789@$!|€+", "oeastbgasiiet", strict=True)) | _LOOKALIKES
# The figure 1 is read both ways.
_READINGS = tuple(str.maketrans(_LEET | {"1": one}) for one in "il")
_CHUNK = re.compile(r"[^\s,;:()\"“”#/]{3,24}")
_SIGN = re.compile(f"[{re.escape(''.join(_LEET))}1]|(?<=[a-z])[^\\W\\d_a-z]")
_MASKED = re.compile(r"[^\W\d_]+(?:\*+|[*#@%&$!_-]{2,})(?:[^\W\d_]|\*)*")
_SPACED = re.compile(r"(?<!\w)(?:[\w@$!][ ._*/·-]){2,16}[\w@$!](?!\w)")
_STRETCHED = re.compile(r"(.)\1{2,}")
_SHORTEST = 3
_SURE_MASK = 2  # letters that must show before a masked word is beyond doubt


def offences(text: str) -> tuple[Offence, ...]:
    """All offensive words of `text` in order, overlapping ones once."""
    spoken = tokenise(text)
    excused = [(spoken[a].start, spoken[b].end) for a, b in _INNOCENT.places(spoken)]
    found = sorted(
        (*_plain(spoken), *_phrased(spoken), *_disguised(text), *_spaced(text)),
        key=lambda offence: (offence.start, -offence.end, not offence.sure),
    )
    return tuple(_without_overlap(o for o in found if not _inside(o, excused)))


def _plain(spoken: tuple[Token, ...]) -> Iterator[Offence]:
    for i, word in enumerate(spoken):
        if word.kind in {Kind.WORD, Kind.HASHTAG} and not _is_name(spoken, i):
            for key in _squeezed(word.key):
                if key in _ALL or _ANYWHERE.search(key):
                    yield Offence(word.start, word.end, key not in _ASKED)
                    break


def _is_name(spoken: tuple[Token, ...], i: int) -> bool:
    """Dick, Fanny and Willy with a capital beside another capital."""
    if spoken[i].key not in _ALSO_NAMES or not spoken[i].text.istitle():
        return False
    return any(
        other.text.istitle() for other in (*spoken[max(0, i - 1) : i], *spoken[i + 1 : i + 2])
    )


def _squeezed(key: str) -> tuple[str, ...]:
    """The word itself; a stretched one (fuuuck, asssss) with its runs cut to two and to one."""
    if not _STRETCHED.search(key):
        return (key,)
    return (_STRETCHED.sub(r"\1\1", key), _STRETCHED.sub(r"\1", key))


def _phrased(spoken: tuple[Token, ...]) -> Iterator[Offence]:
    for first, last in _PHRASES.places(spoken):
        yield Offence(spoken[first].start, spoken[last].end, sure=True)


def _disguised(text: str) -> Iterator[Offence]:
    """sh1t, $h!t, w4nker, sHiT, f**k, b****y."""
    for chunk in _CHUNK.finditer(text):
        written = chunk.group().strip(".!?'’‘…-_")
        if len(written) < _SHORTEST or written.startswith("@"):
            continue
        start = chunk.start() + chunk.group().index(written)
        sure = _decoded(written) if _SIGN.search(written) else None
        if sure is None and _MASKED.fullmatch(written):
            sure = _unmasked(fold(written))
        if sure is not None:
            yield Offence(start, start + len(written), sure)


def _decoded(written: str) -> bool | None:
    """Whether the word is surely offensive once digits and signs are read as letters."""
    folded = fold(written)
    if sum(map(str.isalpha, folded)) * 2 < len(folded):
        return None
    for table in _READINGS:
        word = folded.translate(table)
        if word in _ALL:
            return word in _BLOCKED
    return None


def _unmasked(folded: str) -> bool | None:
    """Whether a masked word is surely offensive; None when no offensive word fits."""
    showing = sum(map(str.isalpha, folded))
    if showing < _SURE_MASK and len(folded) <= _SHORTEST:
        return None
    shape = re.compile("".join(sign if sign.isalpha() else "[a-z]" for sign in folded))
    fitting = [word for word in _of_length(len(folded)) if shape.fullmatch(word)]
    if not fitting:
        return None
    # Stars hide a word on purpose; lines may be the gaps of a spelling exercise.
    return showing >= _SURE_MASK and "*" in folded and not _BLOCKED.isdisjoint(fitting)


@cache
def _of_length(length: int) -> tuple[str, ...]:
    return tuple(word for word in sorted(_ALL) if len(word) == length)


def _spaced(text: str) -> Iterator[Offence]:
    """f.u.c.k, s h i t; a leading "a" or "I" of the sentence is not part of the word."""
    for run in _SPACED.finditer(text):
        letters = fold(run.group()[::2])
        for skipped in (0, 1) if letters[0] in "ai" else (0,):
            sure = _decoded(letters[skipped:])
            if sure is not None:
                yield Offence(run.start() + 2 * skipped, run.end(), sure)


def _inside(offence: Offence, spans: list[tuple[int, int]]) -> bool:
    return any(start <= offence.start and offence.end <= end for start, end in spans)


def _without_overlap(found: Iterator[Offence]) -> Iterator[Offence]:
    reached = 0
    for offence in found:
        if offence.start >= reached:
            reached = offence.end
            yield offence
