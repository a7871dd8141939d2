"""What a word may be behind its disguise: figures and signs for letters, foreign letters that
look alike, stars, gaps, letters drawn out.

Each reader yields candidates: places of the text with the word that may be meant. Whether such
a word offends is decided elsewhere, so that a new word is known in all its disguises.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policy.tokens import Kind, Token, fold


class Disguised(NamedTuple):
    """A place of the text and a word that it may stand for."""

    start: int
    end: int
    word: str


class Masked(NamedTuple):
    """A place of the text with letters hidden; `shape` has a "?" for each that may be anything.

    `on_purpose` is true of stars: lines may be the gaps of a spelling exercise.
    """

    start: int
    end: int
    shape: str
    on_purpose: bool


_ALIKE = dict(
    zip(
        "ѕаеосріухквнтмјԁɡαοκιντυρεηχɑɩʀʙᴀᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꜱᴛᴜᴠᴡʏᴢƒħŧŋ🅰🅱🅾🅿սոհօցյաқҝғһѵʋωσςβ",
        "saeocpiyxkbhtmjdgaokivtupenxairbacdefghijklmnopstuvwyzfhtnabopunhogjwkkfhvvwosb",
        strict=True,
    )
)
_LEET = dict(zip("0345789@$!|€+¡£", "oeastbgasiietie", strict=True)) | _ALIKE
# The figure 1 is read both ways.
_READINGS = tuple(str.maketrans(_LEET | {"1": one}) for one in "il")
_CHUNK = re.compile(r"[^\s,;:()\"“”#/?][^\s,;:()\"“”/?]{2,23}")
_SIGN = re.compile(f"[{re.escape(''.join(_LEET))}1\u24b6-\u24e9]|(?<=[a-z])[^\\W\\d_a-z]")
_MASK = re.compile(r"[^\W\d_]+(?:\*+|[*#@%&$!^•×~_-]{2,})(?:[^\W\d_]|\*)*")
_VOWEL_OUT = re.compile(r"[^\W\d_]+[-#@%&$^.•_][^\W\d_]+")
_SPACED = re.compile(r"(?<!\w)(?:[\w@$!*][ ._*/·-]){2,16}[\w@$!](?!\w)")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"(.)\1+")
_AROUND = ".!?'’‘…-_"
_JOINTS = frozenset(" .-*_'’·|\u202e\u202d\u200e\u200f")
_SHORTEST, _LONGEST_PIECE, _PIECES = 3, 4, 3
_VOWEL = "*"


def readings(written: str) -> Iterator[str]:
    """The letters that figures and signs stand for; nothing where they are too many."""
    folded = fold(written)
    if sum(map(str.isalpha, folded)) * 2 >= len(folded):
        for table in _READINGS:
            yield from drawn_in(folded.translate(table))


def drawn_in(word: str) -> Iterator[str]:
    """The word; of a drawn-out one (fuuuck, asssss) its runs cut to two and to one."""
    if _DRAWN_OUT.search(word):
        yield _DRAWN_OUT.sub(r"\1\1", word)
        yield _DRAWN_OUT.sub(r"\1", word)
    else:
        yield word


def single(word: str) -> str:
    """The word with every doubled letter once: shiit, fuuckk."""
    return _DOUBLED.sub(r"\1", word)


def coded(text: str) -> Iterator[Disguised]:
    """sh1t, $h!t, w4nker, ѕhit."""
    for start, written in _chunks(text):
        if _SIGN.search(written):
            for word in readings(written):
                yield Disguised(start, start + len(written), word)


def masked(text: str) -> Iterator[Masked]:
    """f**k, b****y, f*ck; and f-ck, sh@t, where one sign stands for a vowel."""
    for start, written in _chunks(text):
        folded, end = fold(written), start + len(written)
        if _MASK.fullmatch(written):
            yield Masked(start, end, _shape(folded, "?"), "*" in folded)
        elif _VOWEL_OUT.fullmatch(written):
            yield Masked(start, end, _shape(folded, _VOWEL), on_purpose=True)


def spelt(text: str) -> Iterator[Disguised]:
    """f.u.c.k, s h i t; a leading "a" or "I" of the sentence is not part of the word."""
    for run in _SPACED.finditer(text):
        letters = fold(run.group()[::2])
        for skipped in (0, 1) if letters[:1] in ("a", "i") else (0,):
            for word in readings(letters[skipped:]):
                yield Disguised(run.start() + 2 * skipped, run.end(), word)


def broken(text: str, tokens: tuple[Token, ...]) -> Iterator[Disguised]:
    """fu ck, wan-ker, bi tc h: short pieces beside each other, with one sign between."""
    for i, token in enumerate(tokens):
        joined, last = token.key, token
        for piece in tokens[i + 1 : i + 1 + _PIECES]:
            gap = text[last.end : piece.start]
            if len(last.key) > _LONGEST_PIECE or gap not in _JOINTS or _stands_alone(piece):
                break
            joined, last = joined + piece.key, piece
            yield Disguised(token.start, piece.end, joined)


def _stands_alone(piece: Token) -> bool:
    return piece.possessive or piece.kind is not Kind.WORD


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    for chunk in _CHUNK.finditer(text):
        written = chunk.group().strip(_AROUND)
        if len(written) >= _SHORTEST and not written.startswith("@"):
            yield chunk.start() + chunk.group().index(written), written


def _shape(folded: str, hidden: str) -> str:
    return "".join(sign if sign.isalpha() else hidden for sign in folded)
