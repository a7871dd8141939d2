"""What changed from one text to another, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

_WORD = re.compile(r"^\s+|\S+\s*")


class Change(StrEnum):
    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one fate. Plain text: the template escapes it."""

    change: Change
    text: str


def words(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as one, in whole words: what was kept, removed, added.

    Where only blanks changed the new ones are shown, as kept. Lines are compared first, so that
    a long text with few changes costs little.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new).get_opcodes():
        removed, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        if tag == "equal":
            pieces.append(Piece(Change.KEPT, added))
        else:
            pieces += _within(_WORD.findall(removed), _WORD.findall(added))
    return tuple(_joined(pieces))


def _within(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Words carry the blanks behind them, and are the same word whatever these are."""
    bare_old, bare_new = [word.rstrip() for word in old], [word.rstrip() for word in new]
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=bare_old, b=bare_new).get_opcodes():
        removed, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        if tag == "equal":
            yield Piece(Change.KEPT, added)
        elif tag == "replace":
            blanks = _blanks(added) if removed != removed.rstrip() else ""
            yield Piece(Change.REMOVED, removed.rstrip() if blanks else removed)
            yield Piece(Change.ADDED, added.removesuffix(blanks))
            yield Piece(Change.KEPT, blanks)
        else:
            before = _blanks(old[i1 - 1]) if i1 and j1 and not _blanks(new[j1 - 1]) else ""
            yield Piece(Change.REMOVED, before + removed if removed else "")
            yield Piece(Change.ADDED, added)


def _blanks(word: str) -> str:
    return word[len(word.rstrip()) :]


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Without empty pieces, neighbours of one fate put together."""
    for change, run in groupby((one for one in pieces if one.text), key=lambda one: one.change):
        yield Piece(change, "".join(one.text for one in run))
