"""What changed from one version to the next, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from moderation.drafts.models import Version

_WORD = re.compile(r"\s+|\S+")


class Change(StrEnum):
    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one fate. Plain text: the template escapes it."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class PictureChange:
    """What became of one picture; ``alt`` is the diff of its description where that changed."""

    sentence: str
    alt: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """From version ``before`` to version ``after``."""

    before: int
    after: int
    words: tuple[Piece, ...]
    pictures: tuple[PictureChange, ...]

    @property
    def words_changed(self) -> bool:
        return any(piece.change is not Change.KEPT for piece in self.words)


def between(before: Version, after: Version) -> Diff:
    """The changes a reviewer wants to see first."""
    return Diff(
        before=before.number,
        after=after.number,
        words=words(before.text, after.text),
        pictures=tuple(_pictures(before.pictures, after.pictures)),
    )


def words(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as one, in whole words: what was kept, removed, added.

    Where only blanks changed the new ones are shown, as kept.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new).get_opcodes():
        removed, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        if tag == "equal" or (removed.isspace() and added.isspace()):
            pieces.append(Piece(Change.KEPT, added))
            continue
        if removed:
            pieces.append(Piece(Change.REMOVED, removed))
        if added:
            pieces.append(Piece(Change.ADDED, added))
    return tuple(_joined(pieces))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Swap "old", " ", "new" chains for one removal and one addition: fewer, readable runs."""
    removed = added = ""
    for index, piece in enumerate(pieces):
        if piece.change is Change.REMOVED:
            removed += piece.text
        elif piece.change is Change.ADDED:
            added += piece.text
        elif piece.text.isspace() and (removed or added) and index < len(pieces) - 1:
            removed, added = removed + piece.text, added + piece.text
        else:
            yield from _run(removed, added)
            removed = added = ""
            yield piece
    yield from _run(removed, added)


def _run(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Change.REMOVED, removed)
    if added:
        yield Piece(Change.ADDED, added)


def _pictures(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[PictureChange]:
    was = {picture["photo"]: (place, picture) for place, picture in enumerate(before, 1)}
    kept = {picture["photo"] for picture in after}
    for place, picture in enumerate(after, 1):
        if picture["photo"] not in was:
            yield PictureChange(f"Photo {place} is new.")
        else:
            yield from _picture(place, picture, *was[picture["photo"]])
    for photo, (place, _) in was.items():
        if photo not in kept:
            yield PictureChange(f"The photo that was number {place} was taken out.")


def _picture(
    place: int, now: dict[str, Any], was_at: int, then: dict[str, Any]
) -> Iterator[PictureChange]:
    if place != was_at:
        yield PictureChange(f"Photo {place} was number {was_at}.")
    if now["alt_text"] != then["alt_text"]:
        alt = words(then["alt_text"], now["alt_text"])
        yield PictureChange(f"The description of photo {place} changed:", alt)
    if now["shows_pupils"] != then["shows_pupils"]:
        says = "shows pupils" if now["shows_pupils"] else "shows no pupil"
        yield PictureChange(f"The author now says that photo {place} {says}.")
