"""A picture cut into tiles, so that reading it takes no more memory than a tile needs.

Tiles overlap; words longer than the overlap are seen whole in a smaller copy of the picture. What
is found twice counts once.
"""

import itertools
import math
from collections.abc import Iterable
from typing import NamedTuple, Self

SIDE = 900  # pixels; a tile of 1,500 takes half as much memory again and is no faster
OVERLAP = 200

_AT_THE_EDGE = 4  # pixels within which a box ends where its tile does
_SAME = 0.6  # of a box lies in another: it is the same writing


class Corner(NamedTuple):
    """A point of the picture, in pixels from its top left."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle of the picture, in pixels from its top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)

    def shared(self, other: "Box") -> float:
        """How much of this box, from 0 to 1, lies inside the other."""
        common = Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )
        return common.area / self.area if self.area else 1.0


class Outline(NamedTuple):
    """Where a line of writing stands: its corners from the top left of the writing, clockwise."""

    corners: tuple[Corner, Corner, Corner, Corner]

    @property
    def box(self) -> Box:
        across, down = zip(*self.corners, strict=True)
        return Box(min(across), min(down), max(across), max(down))

    @property
    def width(self) -> float:
        return max(math.dist(*self.corners[:2]), math.dist(*self.corners[2:]))

    @property
    def height(self) -> float:
        return max(
            math.dist(self.corners[0], self.corners[3]), math.dist(self.corners[1], self.corners[2])
        )

    def placed(self, *, scale: float = 1.0, left: float = 0, top: float = 0) -> Self:
        """The same in the whole picture, found in a tile or in a smaller copy."""
        first, second, third, fourth = (
            Corner(corner.x * scale + left, corner.y * scale + top) for corner in self.corners
        )
        return type(self)((first, second, third, fourth))


def tiles(width: int, height: int) -> list[Box]:
    """The tiles of a picture of that size, row by row; one where it is no larger than a tile."""
    rows, columns = _spans(height), _spans(width)
    return [
        Box(left, top, right, bottom)
        for (top, bottom), (left, right) in itertools.product(rows, columns)
    ]


def _spans(length: int) -> list[tuple[int, int]]:
    if length <= SIDE:
        return [(0, length)]
    count = math.ceil((length - OVERLAP) / (SIDE - OVERLAP))
    step = (length - OVERLAP) / count
    starts = (math.floor(number * step) for number in range(count))
    return [(start, min(length, start + math.ceil(step) + OVERLAP)) for start in starts]


def is_cut(box: Box, tile: Box, width: int, height: int) -> bool:
    """Whether a box ends where its tile does and the picture goes on: its writing may, too."""
    return (
        (tile.left > 0 and box.left <= tile.left + _AT_THE_EDGE)
        or (tile.top > 0 and box.top <= tile.top + _AT_THE_EDGE)
        or (tile.right < width and box.right >= tile.right - _AT_THE_EDGE)
        or (tile.bottom < height and box.bottom >= tile.bottom - _AT_THE_EDGE)
    )


def each_once(outlines: Iterable[Outline]) -> list[Outline]:
    """Without those that the ones before them cover: give the surest first."""
    kept: list[Outline] = []
    for outline in outlines:
        covered = sum(outline.box.shared(other.box) for other in kept)
        if covered < _SAME:
            kept.append(outline)
    return kept
