"""Reading the words inside a picture, on this machine, without a network.

Only a worker reads. The reader and what it stands on (rapidocr, onnxruntime, OpenCV: some hundred
megabytes) are loaded with the first picture and never by a web process.
"""

import importlib
import os
import time
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from io import BytesIO
from typing import Any

from PIL import Image

from consent.pictures.lines import Piece, written
from consent.pictures.tiles import SIDE, Box, Corner, Outline, each_once, is_cut, tiles

SECONDS = 60.0
MOST_CHARACTERS = 5_000  # more is a page of a document

_LEAST_SIDE = 736  # the reader enlarges a smaller picture, and a long thin one beyond all measure
_LEAST_HEIGHT = 6.0  # pixels; nobody reads smaller letters
_MOST_LINES = 400
_LONGEST = 100  # times its height; a longer line is squeezed
_SURE = 0.5  # of 1
_LEAST_SIGNS = 2  # letters or digits; a window frame, too, reads as an H
_UPRIGHT = 1.5  # times as high as wide: writing that runs up or down

_PARAMETERS = {
    "Global.log_level": "error",
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Cls.cls_batch_num": 1,
    "Rec.rec_batch_num": 1,  # six long lines at once take gigabytes
}


class Unread(Exception):
    """The words of a picture were not read to the end; a person has to look. Names nothing."""


def words(content: bytes, *, seconds: float = SECONDS) -> str:
    """What can be read in a cleaned picture, line by line; "" where nothing is legible.

    Raises ``Unread`` when the time is up or there is a document's worth of writing.
    """
    look = _Look(_reader(os.getpid()), _upright(content), time.monotonic() + seconds)
    read = written(look.pieces())
    if len(read) > MOST_CHARACTERS:
        raise Unread("There is too much writing in it.")
    return read


def _upright(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as image:
        return image.convert("RGB")


@lru_cache(maxsize=1)
def _reader(_process: int) -> Callable[..., Any]:
    """One for each process: a worker forks, and a reader does not outlive that."""
    importlib.import_module("cv2").setNumThreads(1)
    reader: Callable[..., Any] = importlib.import_module("rapidocr").RapidOCR(params=_PARAMETERS)
    return reader


class _Look:
    """One picture before the reader, until the deadline."""

    def __init__(self, reader: Callable[..., Any], picture: Image.Image, deadline: float) -> None:
        self._find = partial(reader, use_det=True, use_cls=False, use_rec=False)
        self._read = partial(reader, use_det=False, use_cls=True, use_rec=True)
        self._picture = picture
        self._deadline = deadline

    def pieces(self) -> Iterator[Piece]:
        """Every line of writing that is legible."""
        outlines = [line for line in self._outlines() if line.height >= _LEAST_HEIGHT]
        if len(outlines) > _MOST_LINES:
            raise Unread("There is too much writing in it.")
        for outline in outlines:
            read = self._read_at(outline)
            if read:
                yield Piece(outline.box, read)

    def _outlines(self) -> list[Outline]:
        """Whole lines from the tiles first, then from the smaller copy, then what tiles cut."""
        picture = self._picture
        whole: list[Outline] = []
        cut: list[Outline] = []
        areas = tiles(*picture.size)
        for tile in areas:
            for line in self._found(picture.crop(_pixels(tile))):
                placed = line.placed(left=tile.left, top=tile.top)
                (cut if is_cut(placed.box, tile, *picture.size) else whole).append(placed)
        return each_once([*whole, *(self._from_afar() if len(areas) > 1 else ()), *cut])

    def _from_afar(self) -> list[Outline]:
        scale = max(self._picture.size) / SIDE
        width, height = (max(1, round(side / scale)) for side in self._picture.size)
        small = self._picture.resize((width, height), Image.Resampling.BICUBIC)
        return [line.placed(scale=scale) for line in self._found(small)]

    def _found(self, image: Image.Image) -> list[Outline]:
        self._mind_the_time()
        boxes = self._find(_on_a_sheet(image)).boxes
        return [_outline(box) for box in (() if boxes is None else boxes)]

    def _read_at(self, outline: Outline) -> str:
        self._mind_the_time()
        found = self._read(_cut_out(self._picture, outline))
        sure = zip(found.txts or (), found.scores or (), strict=True)
        read = " ".join(text.strip() for text, score in sure if score >= _SURE)
        return read if sum(map(str.isalnum, read)) >= _LEAST_SIGNS else ""

    def _mind_the_time(self) -> None:
        if time.monotonic() > self._deadline:
            raise Unread("Reading it took too long.")


def _pixels(tile: Box) -> tuple[int, int, int, int]:
    return int(tile.left), int(tile.top), int(tile.right), int(tile.bottom)


def _on_a_sheet(image: Image.Image) -> Image.Image:
    size = max(image.width, _LEAST_SIDE), max(image.height, _LEAST_SIDE)
    if size == image.size:
        return image
    sheet = Image.new("RGB", size, "white")
    sheet.paste(image)
    return sheet


def _outline(box: Any) -> Outline:
    first, second, third, fourth = (Corner(float(x), float(y)) for x, y in box)
    return Outline((first, second, third, fourth))


def _cut_out(picture: Image.Image, outline: Outline) -> Image.Image:
    """The line of writing alone, level."""
    high = max(1, round(outline.height))
    wide = max(1, min(round(outline.width), high * _LONGEST))
    first, second, third, fourth = outline.corners
    line = picture.transform(
        (wide, high),
        Image.Transform.QUAD,
        (*first, *fourth, *third, *second),
        Image.Resampling.BICUBIC,
    )
    return line.transpose(Image.Transpose.ROTATE_90) if high >= wide * _UPRIGHT else line
