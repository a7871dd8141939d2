"""Finding faces in a picture, on this machine, without a network. Found, never recognised.

A finder is asked one thing: where. Whatever else it tells of a face (yuface points out eyes, nose
and mouth) is let go in the line that receives it. Only a worker looks: the finder and what it
stands on are loaded with the first picture and never by a web process.
"""

import importlib
import math
import os
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image

from consent.pictures.tiles import Box, is_cut, tiles

SECONDS = 60.0
MOST_FACES = 200  # a school hall

_AFAR = 960  # pixels; faces larger than half of a tile are looked for in a copy this long
_SURE = 0.6  # of 1
_LEAST = 10  # pixels of height; smaller is nobody
_SAME = 0.5  # of the smaller box lies in the other: it is one face

Pixels = Any  # numpy's: rows of pixels of blue, green and red
Found = Iterable[tuple[float, float, float, float, float]]
"""What a finder answers: how sure it is, then left, top, width and height."""
Finder = Callable[[Pixels], Found]


class NotLooked(Exception):
    """The faces of a picture were not looked for to the end: count by eye. Names nothing."""


class FaceBox(NamedTuple):
    """Where a face is, in whole pixels from the top left of the picture."""

    left: int
    top: int
    width: int
    height: int

    @property
    def corners(self) -> Box:
        return Box(self.left, self.top, self.left + self.width, self.top + self.height)


def find_faces(content: bytes, *, seconds: float = SECONDS) -> list[FaceBox]:
    """The faces in a cleaned picture, from the top left; an empty list where none was found.

    Raises ``NotLooked`` where nothing here can look, the time is up or there are too many.
    """
    finder, deadline = _finder(), time.monotonic() + seconds
    picture = _upright(content)
    found = list[_Seen]()
    for look in _looks(picture):
        if time.monotonic() > deadline:
            raise NotLooked("Looking for faces took too long.")
        found += _seen(finder(_pixels(look.part)), look, picture.size)
    boxes = [_whole(box, *picture.size) for box in _each_once(found)]
    if len(boxes) > MOST_FACES:
        raise NotLooked("There are too many faces in it.")
    return sorted(boxes, key=lambda box: (box.top, box.left))


def _upright(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as image:
        return image.convert("RGB")


class _Look(NamedTuple):
    """A part of the picture, where it lies, and how much smaller it is than that."""

    part: Image.Image
    tile: Box
    scale: float = 1.0


class _Seen(NamedTuple):
    """A face in one look; ``cut`` says that it ends where the look does."""

    cut: bool
    sure: float
    box: Box


def _looks(picture: Image.Image) -> Iterator[_Look]:
    """The picture from afar for large faces, then tile by tile for small ones: the finder takes 45
    bytes a pixel, so no look is larger than a tile."""
    scale = max(1.0, max(picture.size) / _AFAR)
    width, height = (max(1, round(side / scale)) for side in picture.size)
    whole = Box(0, 0, *picture.size)
    yield _Look(picture.resize((width, height), Image.Resampling.BOX), whole, scale)
    if scale > 1:
        for tile in tiles(*picture.size):
            corners = int(tile.left), int(tile.top), int(tile.right), int(tile.bottom)
            yield _Look(picture.crop(corners), tile)


def _pixels(image: Image.Image) -> Pixels:
    """Rows of blue, green and red."""
    numpy = importlib.import_module("numpy")
    return numpy.ascontiguousarray(numpy.asarray(image)[:, :, ::-1])


def _seen(found: Found, look: _Look, size: tuple[int, int]) -> Iterator[_Seen]:
    tile, scale = look.tile, look.scale
    for sure, x, y, width, height in found:
        if sure >= _SURE and height * scale >= _LEAST:
            left, top = x * scale + tile.left, y * scale + tile.top
            box = Box(left, top, left + width * scale, top + height * scale)
            yield _Seen(is_cut(box, tile, *size), sure, box)


def _each_once(found: Iterable[_Seen]) -> list[Box]:
    """Of those that lie in one another the one that is whole, then the surest."""
    kept: list[Box] = []
    for seen in sorted(found, key=lambda one: (one.cut, -one.sure)):
        if not any(_lie_in_one(seen.box, other) for other in kept):
            kept.append(seen.box)
    return kept


def is_same(one: FaceBox, other: FaceBox) -> bool:
    """Whether two boxes of a picture are about one face."""
    return _lie_in_one(one.corners, other.corners)


def _lie_in_one(box: Box, other: Box) -> bool:
    return max(box.shared(other), other.shared(box)) >= _SAME


def _whole(box: Box, width: int, height: int) -> FaceBox:
    """In whole pixels inside the picture."""
    left, top = max(0, int(box.left)), max(0, int(box.top))
    right, bottom = min(width, math.ceil(box.right)), min(height, math.ceil(box.bottom))
    return FaceBox(left, top, max(1, right - left), max(1, bottom - top))


@lru_cache(maxsize=1)
def _finder() -> Finder:
    # A worker looks with one thread: beside other work, more of them wait for one another.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    for name, made in (("yuface", _yuface), ("dlib", _dlib)):
        try:
            return made(importlib.import_module(name))
        except ImportError:
            continue
    raise NotLooked("No finder of faces is installed for this Python.")


def _yuface(module: Any) -> Finder:
    def find(pixels: Pixels) -> Found:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its word about sizes: no look is larger than a tile
            sure, boxes, _ = module.detect(pixels, conf=_SURE)
        return [
            (float(one) / 100, float(left), float(top), float(width), float(height))
            for one, (left, top, width, height) in zip(sure, boxes, strict=True)
        ]

    return find


def _dlib(module: Any) -> Finder:
    """A finder of faces seen from the front, for Pythons that yuface has no wheel for. Each tile is
    enlarged four times for faces down to 20 pixels, which takes it some seconds."""
    detector = module.get_frontal_face_detector()

    def find(pixels: Pixels) -> Found:
        boxes, scores, _ = detector.run(pixels[:, :, ::-1].copy(), 2, 0.0)
        return [
            (min(1.0, _SURE + score), box.left(), box.top(), box.width(), box.height())
            for box, score in zip(boxes, scores, strict=True)
        ]

    return find
