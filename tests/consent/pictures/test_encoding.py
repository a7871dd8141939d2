import os
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageOps

from consent.pictures import Kind, sanitise
from consent.pictures.encoding import MAX_POSTED_BYTES, as_jpeg
from tests.consent.pictures.samples import corners, photo, saved


def noise(side: int) -> Image.Image:
    return Image.frombytes("RGB", (side, side), os.urandom(side * side * 3))


@pytest.mark.parametrize("levels", [256, 2])
def test_sanitise_keeps_the_worst_noise_below_what_x_takes(levels: int) -> None:
    worst = noise(2_000) if levels == 256 else ImageOps.posterize(noise(2_000), 1)

    picture = sanitise(saved(worst, "PNG", compress_level=0))

    assert len(picture.content) <= MAX_POSTED_BYTES
    assert (picture.width, picture.height) == (2_000, 2_000)


def test_jpeg_gives_up_quality_to_keep_to_a_limit() -> None:
    image = noise(400)
    best = as_jpeg(image)

    smaller = as_jpeg(image, limit=len(best) - 1)

    assert len(smaller) < len(best)
    assert Image.open(BytesIO(smaller)).size == (400, 400)


def test_sanitise_keeps_a_drawn_poster_sharp() -> None:
    poster = Image.new("RGB", (1_200, 800), "white")
    ImageDraw.Draw(poster).text((80, 60), "Sports day", fill=(0, 40, 90), font_size=120)

    picture = sanitise(saved(poster, "PNG"))

    assert picture.media_type == Kind.PNG.value
    assert Image.open(BytesIO(picture.content)).tobytes() == poster.tobytes()


@pytest.mark.parametrize("image", [photo(), photo().convert("L")], ids=["colour", "grey"])
def test_sanitise_makes_a_jpeg_of_a_photo_saved_as_png(image: Image.Image) -> None:
    assert sanitise(saved(image, "PNG")).media_type == Kind.JPEG.value


def test_sanitise_makes_a_jpeg_of_a_jpeg_however_plain() -> None:
    assert sanitise(saved(corners(), "JPEG")).media_type == Kind.JPEG.value
