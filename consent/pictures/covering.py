"""Taking a face out of a picture for good, and cutting a picture to a part of itself.

A face is covered by blocks of one colour, each the mean of what was under it. A block is a quarter
of the face or more, so four by four colours are left of it: what made a person is in no byte of
the new file. A smooth blur could be undone in part; a mean cannot.
"""

import math
from collections.abc import Iterable
from io import BytesIO

from PIL import Image, ImageStat

from consent.pictures.faces import FaceBox
from consent.pictures.sanitising import Picture, from_image

_BLOCKS = 4  # along each side of a face
_PAD = 0.25  # of the face at each side: hair, ears and chin


def covered(content: bytes, boxes: Iterable[FaceBox]) -> Picture:
    """The cleaned picture with these faces under blocks."""
    image = _upright(content)
    for box in boxes:
        _cover(image, _padded(box, *image.size))
    return from_image(image)


def cut(content: bytes, box: FaceBox) -> Picture:
    """That part of the cleaned picture alone."""
    image = _upright(content)
    return from_image(image.crop((box.left, box.top, box.left + box.width, box.top + box.height)))


def _padded(box: FaceBox, width: int, height: int) -> tuple[int, int, int, int]:
    across, down = math.ceil(box.width * _PAD), math.ceil(box.height * _PAD)
    return (
        max(0, box.left - across),
        max(0, box.top - down),
        min(width, box.left + box.width + across),
        min(height, box.top + box.height + down),
    )


def _cover(image: Image.Image, corners: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = corners
    side_x = max(1, math.ceil((right - left) / _BLOCKS))
    side_y = max(1, math.ceil((bottom - top) / _BLOCKS))
    for y in range(top, bottom, side_y):
        for x in range(left, right, side_x):
            block = (x, y, min(x + side_x, right), min(y + side_y, bottom))
            red, green, blue = (round(mean) for mean in ImageStat.Stat(image.crop(block)).mean)
            image.paste((red, green, blue), block)


def _upright(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as image:
        return image.convert("RGB")
