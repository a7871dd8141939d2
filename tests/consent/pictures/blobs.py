"""Faces for tests: striped squares on grey, and a finder that sees those and nothing else."""

import io
from collections.abc import Iterable

import numpy as np
from PIL import Image, ImageDraw

from consent.pictures import FaceBox
from consent.pictures.faces import Found, Pixels

RED, BLUE = (230, 20, 20), (20, 20, 230)
STRIPE = 8  # pixels


def drawn(size: tuple[int, int], boxes: Iterable[FaceBox], kind: str = "PNG") -> bytes:
    """A grey picture with a square of red and blue stripes at each box; the first stripe is red."""
    image = Image.new("RGB", size, (128, 128, 128))
    pen = ImageDraw.Draw(image)
    for left, top, width, height in boxes:
        for number, row in enumerate(range(top, top + height, STRIPE)):  # their mean is not red
            last = min(row + STRIPE, top + height) - 1
            pen.rectangle((left, row, left + width - 1, last), fill=BLUE if number % 2 else RED)
    file = io.BytesIO()
    image.save(file, kind)
    return file.getvalue()


def red_squares(pixels: Pixels) -> Found:
    """Where red begins and ends: one square for each run of columns that holds any."""
    blue, _green, red = (pixels[:, :, number].astype(int) for number in range(3))
    marked = (red - blue) > 150
    columns = marked.any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], columns.astype(int), [0]))))
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        rows = np.flatnonzero(marked[:, start:end].any(axis=1))
        top, bottom = int(rows[0]), int(rows[-1]) + 1
        found.append((0.9, float(start), float(top), float(end - start), float(bottom - top)))
    return found
