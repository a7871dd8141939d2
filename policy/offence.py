"""Offensive words and remarks in a text: two levels, British words, and their disguises.

Our own matcher and not a ready-made one: those bring American words which bar god, fat, kill
and slave, miss bloody, git and chav, and see no remark made of harmless words ("nobody likes
you"). Word boundaries are kept throughout, so Scunthorpe, Essex and cocktail never match.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from policy import disguise
from policy.spoken import Spoken
from policy.tokens import Kind, Token, tokenise
from policy.wording import Wording
from policy.words import words


@dataclass(frozen=True)
class Offence:
    """Offensive words at (start, end) in code points; `sure` when nothing excuses them."""

    start: int
    end: int
    sure: bool


_WRITTEN = words("offensive_block")
_BEGINNINGS = tuple(word[:-1] for word in _WRITTEN if word.endswith("~"))
_BLOCKED = frozenset(
    form for word in _WRITTEN for form in (word.rstrip("~"), word.rstrip("~") + "s")
)
_ASKED = frozenset(form for word in words("offensive_ask") for form in (word, f"{word}s"))
_ANYWHERE = re.compile(
    "fuck|wanker|arsehole|asshole|dickhead|bullshit|(?<!s)nigger|bitch(?!am)|bastard|cocksuck"
    "|motherf|shithead|shithole|shitshow|bellend|gobshite"
)
_IN_TAG = re.compile(
    "(?<!mi)(?<!har)(?<!aks)shit(?!ak|a$)|(?<!s)cunt(?!ho)|(?<!al)twat|wank|slag(?!he)|slut(?!s?k)|whore"
    "|idiot|moron|(?<!c)losers?$|retard(?!an)|tosser|stupid|pathetic|useless|scumbag|piss(?!ar)"
)
_STRONG = words("offensive_strong")
_SINGLED = frozenset(map(disguise.single, _STRONG))
_PIECES_OF_ENGLISH = words("offensive_pieces")
_PHRASES = Wording.named("offensive_people", "offensive_phrases")
_REMARKS = Wording.named("offensive_people", "offensive_remarks", "offensive_slights")
_INNOCENT = Wording.named("innocent")
_ALSO_NAMES = frozenset(
    {"dick", "fanny", "willy", "cock", "bint", "fag", "coon", "dong", "boob", "dyke"}
)
_GESTURE = re.compile("🖕")
_SHORT_HANDLE = 4  # letters; @ss may be anybody
_PIECES = 4  # of a broken word
_SURE_MASK = 2  # letters that must show before a masked word is beyond doubt


def offences(text: str) -> tuple[Offence, ...]:
    """All offensive words of `text` in order, overlapping ones once."""
    tokens = tokenise(text)
    return read(text, tokens, Spoken.of("", text, tokens))


def read(text: str, tokens: tuple[Token, ...], spoken: Spoken) -> tuple[Offence, ...]:
    """The same, for a text whose words are known."""
    excused = _INNOCENT.spans(spoken)
    found = (*_said(spoken), *_plain(tokens), *_disguised(text, tokens), *_masked(text))
    return _weighed([offence for offence in found if not _inside(offence, excused)])


def _level(word: str) -> bool | None:
    """Whether this word is surely offensive; None for any other word."""
    if word in _ASKED:
        return False
    if word in _BLOCKED or word.startswith(_BEGINNINGS) or _ANYWHERE.search(word):
        return True
    return None


def _said(spoken: Spoken) -> Iterator[Offence]:
    for start, end in _PHRASES.spans(spoken):
        yield Offence(start, end, sure=True)
    for start, end in _REMARKS.spans(spoken):
        yield Offence(start, end, sure=False)


def _plain(tokens: tuple[Token, ...]) -> Iterator[Offence]:
    for i, token in enumerate(tokens):
        sure = None
        if token.kind is Kind.MENTION:
            sure = True if len(token.key) > _SHORT_HANDLE and f"a{token.key}" in _BLOCKED else None
        elif token.kind is not Kind.LINK and not _is_name(tokens, i):
            sure = next(
                (s for s in map(_level, disguise.drawn_in(token.key)) if s is not None), None
            )
            if sure is None and token.kind is Kind.HASHTAG and _IN_TAG.search(token.key):
                sure = False
            elif sure is None and _is_doubled(token.key):
                sure = True
        if sure is not None:
            yield Offence(token.start, token.end, sure)


def _is_doubled(word: str) -> bool:
    """Whether a strong word is written with letters doubled (shiit, fuuck)."""
    once = disguise.single(word)
    return once != word and once in _SINGLED and word not in _STRONG


def _is_name(tokens: tuple[Token, ...], i: int) -> bool:
    """Dick, Fanny and Willy with a capital beside another capital."""
    if tokens[i].key not in _ALSO_NAMES or not tokens[i].text.istitle():
        return False
    return any(
        other.text.istitle() for other in (*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2])
    )


def _disguised(text: str, tokens: tuple[Token, ...]) -> Iterator[Offence]:
    for start, end, word in (*disguise.coded(text), *disguise.spelt(text)):
        sure = _level(word)
        if sure is not None:
            yield Offence(start, end, sure)
    for start, end, word in disguise.broken(text, tokens):
        if word in _STRONG:
            first = bisect_left(tokens, start, key=lambda token: token.start)
            pieces = {token.key for token in tokens[first : first + _PIECES] if token.start < end}
            yield Offence(start, end, pieces.isdisjoint(_PIECES_OF_ENGLISH))
    for gesture in _GESTURE.finditer(text):
        yield Offence(*gesture.span(), sure=True)


def _masked(text: str) -> Iterator[Offence]:
    for start, end, shape, on_purpose in disguise.masked(text):
        showing = sum(map(str.isalpha, shape))
        if showing < _SURE_MASK and len(shape) <= _SURE_MASK + 1:
            continue
        fitting = _fitting(shape)
        if fitting:
            sure = showing >= _SURE_MASK and on_purpose and not _BLOCKED.isdisjoint(fitting)
            yield Offence(start, end, sure)


@cache
def _of_length(length: int) -> tuple[str, ...]:
    return tuple(word for word in sorted(_BLOCKED | _ASKED) if len(word) == length)


def _fitting(shape: str) -> list[str]:
    """Offensive words of that shape; "*" stands for one vowel in a word beyond doubt."""
    pattern = re.compile(shape.replace("?", "[a-z]").replace("*", "[aeiou]"))
    fitting = [word for word in _of_length(len(shape)) if pattern.fullmatch(word)]
    return [word for word in fitting if word in _STRONG] if "*" in shape else fitting


def _inside(offence: Offence, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= offence.start and offence.end <= end for start, end in spans)


def _weighed(found: list[Offence]) -> tuple[Offence, ...]:
    """Without overlap: what is sure before what is doubtful, then the longer of two."""
    kept: list[Offence] = []
    for offence in sorted(found, key=lambda o: (not o.sure, o.start - o.end, o.start)):
        at = bisect_left(kept, offence.end, key=lambda o: o.start)
        if at == 0 or kept[at - 1].end <= offence.start:
            kept.insert(at, offence)
    return tuple(kept)
