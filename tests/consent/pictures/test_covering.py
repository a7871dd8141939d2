"""A covered face is gone: only the means of a few blocks are left of it."""

import io

import numpy as np
import pytest
from PIL import Image

from consent.pictures import FaceBox, covered, cut
from consent.pictures.covering import _cover, _padded

FACE = FaceBox(60, 40, 64, 64)


def noise(seed: int, size: tuple[int, int] = (200, 160)) -> Image.Image:
    pixels = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    return Image.fromarray(pixels)


def png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def scrambled(image: Image.Image, corners: tuple[int, int, int, int]) -> Image.Image:
    """The same with the pixels of each block in another order: another face, the same means."""
    other = image.copy()
    left, top, right, bottom = corners
    side_x, side_y = -(-(right - left) // 4), -(-(bottom - top) // 4)
    for y in range(top, bottom, side_y):
        for x in range(left, right, side_x):
            block = (x, y, min(x + side_x, right), min(y + side_y, bottom))
            part = np.array(image.crop(block))
            other.paste(Image.fromarray(part[::-1, ::-1]), block)
    return other


def test_each_block_is_one_colour_and_a_quarter_of_the_face() -> None:
    image, corners = noise(1), _padded(FACE, 200, 160)

    _cover(image, corners)

    colours = image.crop(corners).getcolors(64)
    assert colours is not None
    assert len(colours) <= 16
    assert min(count for count, _ in colours) >= (64 // 4) ** 2


def test_two_faces_with_the_same_means_give_the_same_bytes() -> None:
    image = noise(2)
    other = scrambled(image, _padded(FACE, 200, 160))
    assert png(image) != png(other)

    first, second = covered(png(image), [FACE]), covered(png(other), [FACE])

    assert first.content == second.content


def test_hair_and_chin_around_the_face_go_too() -> None:
    assert _padded(FACE, 200, 160) == (44, 24, 140, 120)
    assert _padded(FaceBox(0, 0, 64, 64), 200, 160) == (0, 0, 80, 80)


def test_the_rest_stays() -> None:
    image = Image.new("RGB", (200, 160), "teal")
    image.paste("red", (60, 40, 124, 104))

    made = Image.open(io.BytesIO(covered(png(image), [FACE]).content)).convert("RGB")

    assert made.getpixel((190, 150)) == (0, 128, 128)


@pytest.mark.parametrize("box", [FaceBox(20, 10, 100, 80), FaceBox(0, 0, 200, 160)])
def test_cut_picture_is_that_part(box: FaceBox) -> None:
    image = noise(3)

    made = cut(png(image), box)

    assert (made.width, made.height) == (box.width, box.height)
