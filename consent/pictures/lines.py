"""What was read here and there in a picture, put in the order in which a person reads it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from consent.pictures.tiles import Box

_SAME_ROW = 0.5  # of the lower one's height
_NEAR = 1.5  # heights between two pieces of one line
_ALIKE = 1.6  # times as high as the other, at most: a name and a heading are two lines


class Piece(NamedTuple):
    """Some words and where they stand."""

    box: Box
    words: str

    @property
    def height(self) -> float:
        return self.box.bottom - self.box.top


def written(pieces: Iterable[Piece]) -> str:
    """The words line by line; pieces beside each other, "Amelia" and "Brown", are one line."""
    lines: list[list[Piece]] = []
    for piece in sorted(_each_once(pieces), key=lambda piece: piece.box[:2]):
        line = next((line for line in lines if _goes_on(line[-1], piece)), None)
        if line is None:
            lines.append([piece])
        else:
            line.append(piece)
    return "\n".join(" ".join(piece.words for piece in line) for line in _as_read(lines))


def _as_read(lines: Iterable[list[Piece]]) -> Iterator[list[Piece]]:
    """Row by row, each from the left: a row's lines seldom begin at the very same height."""
    rows: list[list[list[Piece]]] = []
    for line in sorted(lines, key=lambda line: line[0].box.top):
        if rows and _level(rows[-1][0][0], line[0]):
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        yield from sorted(row, key=lambda line: line[0].box.left)


def _each_once(pieces: Iterable[Piece]) -> list[Piece]:
    """Without those that say what a longer one says in the same place."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: len(piece.words), reverse=True):
        if not any(_repeats(piece, other) for other in kept):
            kept.append(piece)
    return kept


def _repeats(piece: Piece, other: Piece) -> bool:
    return piece.box.shared(other.box) > 0 and piece.words.casefold() in other.words.casefold()


def _goes_on(before: Piece, after: Piece) -> bool:
    higher, lower = max(before.height, after.height), min(before.height, after.height)
    gap = after.box.left - before.box.right
    return _level(before, after) and higher <= _ALIKE * lower and -lower <= gap <= _NEAR * lower


def _level(one: Piece, other: Piece) -> bool:
    """Whether they stand beside each other."""
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared >= _SAME_ROW * min(one.height, other.height)
