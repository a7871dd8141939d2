"""Boxes in a picture: drawn over it, and in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from policy.findings import Region

_THIRD, _TWO_THIRDS = 1 / 3, 2 / 3
_PLACES = (
    (_("top left"), _("top"), _("top right")),
    (_("left"), _("middle"), _("right")),
    (_("bottom left"), _("bottom"), _("bottom right")),
)


@dataclass(frozen=True, slots=True)
class Box:
    """A box in pixels of the picture; the finding's number stands at (``text_x``, ``text_y``)."""

    number: int
    x: int
    y: int
    width: int
    height: int
    text_x: int
    text_y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """All boxes of one picture; ``letters`` is how high a number stands."""

    width: int
    height: int
    letters: int
    boxes: tuple[Box, ...]


def drawing(width: int, height: int, regions: list[tuple[int, Region]]) -> Drawing:
    """The boxes of a picture of that size; each region comes with its finding's number."""
    letters = max(1, max(width, height) // 12)
    return Drawing(width, height, letters, tuple(_boxes(width, height, letters, regions)))


def in_words(region: Region) -> str:
    """Where in the picture it is."""
    across = _third(region.left + region.width / 2)
    down = _third(region.top + region.height / 2)
    return str(_PLACES[down][across])


def _boxes(
    width: int, height: int, letters: int, regions: list[tuple[int, Region]]
) -> Iterator[Box]:
    for number, region in regions:
        x, y = round(region.left * width), round(region.top * height)
        above = y > letters
        yield Box(
            number=number,
            x=x,
            y=y,
            width=round(region.width * width),
            height=round(region.height * height),
            text_x=min(x, width - letters),
            text_y=y - letters // 6 if above else y + letters,
        )


def _third(middle: float) -> int:
    if middle < _THIRD:
        return 0
    return 2 if middle > _TWO_THIRDS else 1
