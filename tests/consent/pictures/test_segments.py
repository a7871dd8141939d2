import struct

import pytest
from PIL import Image

from consent.pictures import sanitise, thumbnail
from tests.consent.pictures.samples import CANARY, TALKATIVE, corners, saved
from tests.consent.pictures.segments import AFTER_END, names, parts

JPEG_PARTS = {"APP0", "DQT", "SOF0", "DHT", "SOS"}
PNG_PARTS = {"IHDR", "IDAT", "IEND"}


@pytest.mark.parametrize(
    ("kind", "telling"),
    [
        ("jpeg", {"APP1", "APP2", "APP13", "APP15", "COM", AFTER_END}),
        ("png", {"eXIf", "tEXt", "zTXt", "iTXt", "tIME", "pHYs", "iCCP", "caNa", AFTER_END}),
        ("webp", {"EXIF", "XMP ", "ICCP", AFTER_END}),
    ],
)
def test_samples_are_as_talkative_as_the_other_tests_rely_on(kind: str, telling: set[str]) -> None:
    content = TALKATIVE[kind]()

    assert telling <= names(content)
    assert CANARY in content


@pytest.mark.parametrize("kind", TALKATIVE)
def test_sanitised_photo_has_only_the_segments_that_carry_pixels(kind: str) -> None:
    picture = sanitise(TALKATIVE[kind]())

    assert picture.media_type == "image/jpeg"
    assert names(picture.content) == JPEG_PARTS
    assert CANARY not in picture.content


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_sanitised_drawing_has_only_the_chunks_that_carry_pixels(kind: str) -> None:
    drawing = Image.new("RGB", (320, 200), "white")
    drawing.paste((10, 60, 120), (40, 40, 200, 120))

    picture = sanitise(TALKATIVE[kind](drawing))

    assert picture.media_type == "image/png"
    assert names(picture.content) == PNG_PARTS
    assert CANARY not in picture.content


def test_sanitised_jpeg_head_says_nothing_but_jfif_without_preview() -> None:
    picture = sanitise(TALKATIVE["jpeg"]())

    heads = [payload for name, payload in parts(picture.content) if name == "APP0"]
    (head,) = heads
    name, _, unit, across, down, preview_wide, preview_high = struct.unpack(">5sHBHHBB", head)
    assert name == b"JFIF\0"
    assert (unit, across, down) == (0, 1, 1)
    assert (preview_wide, preview_high) == (0, 0)


@pytest.mark.parametrize("kind", TALKATIVE)
def test_thumbnail_has_only_the_segments_that_carry_pixels(kind: str) -> None:
    picture = sanitise(TALKATIVE[kind]())

    small = thumbnail(picture, 64)

    assert names(small.content) == JPEG_PARTS


def test_sanitised_picture_of_a_jpeg_comment_alone_loses_it() -> None:
    content = saved(corners(), "JPEG", comment=CANARY)

    picture = sanitise(content)

    assert "COM" in names(content)
    assert names(picture.content) == JPEG_PARTS


def test_sanitised_picture_sanitised_again_keeps_its_shape() -> None:
    once = sanitise(TALKATIVE["jpeg"]())

    twice = sanitise(once.content)

    assert (twice.width, twice.height) == (once.width, once.height)
    assert names(twice.content) == JPEG_PARTS
