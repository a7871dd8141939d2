"""The words of a post with their places, as every rule about words reads them."""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """Where a word stands: in the sentence, in a hashtag, in a link, or as an @handle."""

    WORD = "word"
    HASHTAG = "hashtag"
    LINK = "link"
    MENTION = "mention"


class Token(NamedTuple):
    """One word. `start` and `end` are code points of the text it came from.

    `text` is the word as written without a possessive ’s; `key` is folded by `fold`.
    """

    text: str
    key: str
    start: int
    end: int
    kind: Kind
    possessive: bool


_MARK = "[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]"
_RUN = rf"[^\W_]+(?:{_MARK}+[^\W_]*)*"
_WORD = rf"{_RUN}(?:['’‘ʼ`´]{_RUN})*"
# Labels are bounded so that a long row of dots or hyphens costs no more than its length.
_BARE_DOMAIN = r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:uk|com|org|net|info|eu|io)\b(?:/\S*)?"
_SCAN = re.compile(
    rf"(?P<link>(?:https?://|www\.)\S+|{_BARE_DOMAIN})"
    rf"|(?P<mention>(?<![\w@＠\u0300-\u036f])[@＠]\w+(?:{_MARK}+\w*)*)"
    rf"|(?P<hashtag>(?<![\w&\u0300-\u036f])[#＃]{_RUN}(?:_+{_RUN})*)"
    rf"|(?P<word>{_WORD})",
    re.IGNORECASE,
)
_WORDS = re.compile(_WORD)
_RUNS = re.compile(_RUN)
_APOSTROPHES = "'’‘ʼ`´"
_POSSESSIVES = frozenset(mark + s for mark in _APOSTROPHES for s in "sS")
_LETTERS: dict[str, str | None] = {
    **dict.fromkeys(_APOSTROPHES + "\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    **dict(zip("øØłŁđĐıð", "oOlLdDid", strict=True)),
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "þ": "th",
    "Þ": "Th",
}
# Cyrillic and Greek letters that look like Latin ones, in the same order.
_LOOKALIKE = "аАВеЕЅѕіІјЈКМНоОрРсСтТуУхХԁԛԝӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιαν"
_LOOKS_LIKE = "aABeESsiIjJKMHoOpPcCtTyYxXdqwlABEZHIKMNOPTYXoiav"
_FOLDING = str.maketrans({**_LETTERS, **dict(zip(_LOOKALIKE, _LOOKS_LIKE, strict=True))})
# Capitals inside these words do not begin a word of their own: McDonald, MacKenzie.
_WHOLE = re.compile(r"(?:Mc|Mac|Fitz)[A-Z]")


def fold(word: str) -> str:
    """Lower case without accents, apostrophes and invisible characters, for comparing."""
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "")
    plain = unicodedata.normalize("NFKD", word.translate(_FOLDING))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def tokenise(text: str) -> tuple[Token, ...]:
    """All words of `text` in order. CamelCase is parted; a handle stays whole."""
    found: list[Token] = []
    for match in _SCAN.finditer(text):
        word, start = match.group(), match.start()
        if match.lastgroup == "word" and word.isascii() and word[1:].islower() and word.isalnum():
            # The plainest and by far the commonest kind of word, kept quick.
            found.append(Token(word, word.lower(), start, match.end(), Kind.WORD, False))
        else:
            found.extend(_tokens(match))
    return tuple(found)


def _tokens(found: re.Match[str]) -> Iterator[Token]:
    written, start = found.group(), found.start()
    match found.lastgroup:
        case "mention":
            yield Token(written, written[1:].casefold(), start, found.end(), Kind.MENTION, False)
        case "word":
            yield from _parts(written, start, Kind.WORD)
        case "link":
            for word in _WORDS.finditer(written):
                yield from _parts(word.group(), start + word.start(), Kind.LINK)
        case _:
            for word in _RUNS.finditer(written):
                yield from _parts(word.group(), start + word.start(), Kind.HASHTAG)


def _parts(word: str, start: int, kind: Kind) -> Iterator[Token]:
    """The tokens of one written word: usually one, more for CamelCase."""
    possessive = word[-2:] in _POSSESSIVES
    if possessive:
        word = word[:-2]
    if word[1:].islower() or word.isupper() or word.islower():
        yield Token(word, fold(word), start, start + len(word), kind, possessive)
        return
    cuts = list(_humps(word))
    for begin, end in itertools.pairwise(cuts):
        part = word[begin:end]
        last = possessive and end == len(word)
        yield Token(part, fold(part), start + begin, start + end, kind, last)


def _humps(word: str) -> Iterator[int]:
    """Offsets at which the words of a CamelCase word begin, and its end."""
    yield 0
    if not _WHOLE.match(word):
        # Accents written apart from their letters are passed over.
        letters = [(at, sign) for at, sign in enumerate(word) if sign.isalnum()]
        for (_, before), (at, here), (_, after) in zip(
            letters, letters[1:], [*letters[2:], (0, "")], strict=False
        ):
            if here.isupper() and word[at - 1] not in _APOSTROPHES and _parts_here(before, after):
                yield at
    yield len(word)


def _parts_here(before: str, after: str) -> bool:
    """Whether a capital between these two begins a word: wellDone, year4Trip, PTAFair."""
    return before.islower() or before.isdigit() or (before.isupper() and after.islower())
