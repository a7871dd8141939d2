import hashlib
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from consent.pictures import LONG_SIDE, Kind, Picture, sanitise, thumbnail
from tests.consent.pictures.samples import (
    BLUE,
    GREEN,
    RED,
    TALKATIVE,
    YELLOW,
    corners,
    exif,
    photo,
    saved,
    talkative_jpeg,
)

# Pillow says on stderr what it finds odd about a broken Exif block, and goes on.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")

CORNERS = [RED, GREEN, BLUE, YELLOW]
# As a camera held that way would store the upright picture: the inverse of what undoes it.
STORED_AS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def shown(picture: Picture) -> Image.Image:
    return Image.open(BytesIO(picture.content)).convert("RGB")


def corner_colours(image: Image.Image) -> list[tuple[int, ...]]:
    """From the top left: which of the four colours each quarter's middle is nearest to."""
    wide, high = image.size
    points = [(x * wide // 4, y * high // 4) for y in (1, 3) for x in (1, 3)]
    return [nearest(image.getpixel(point)) for point in points]


def nearest(pixel: object) -> tuple[int, ...]:
    assert isinstance(pixel, tuple)
    return min(CORNERS, key=lambda c: sum(abs(a - b) for a, b in zip(c, pixel, strict=True)))


def stored(image: Image.Image, orientation: int) -> Image.Image:
    turn = STORED_AS[orientation]
    return image if turn is None else image.transpose(turn)


def unlikeness(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of all samples, 0 to 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.mark.parametrize("orientation", STORED_AS)
@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_sanitise_turns_a_photo_upright_once(kind: str, orientation: int) -> None:
    content = TALKATIVE[kind](stored(corners(), orientation), orientation)

    picture = sanitise(content)

    assert (picture.width, picture.height) == (320, 200)
    assert corner_colours(shown(picture)) == CORNERS


@pytest.mark.parametrize("orientation", STORED_AS)
def test_sanitise_turns_a_heic_as_its_container_says(orientation: int) -> None:
    content = TALKATIVE["heic"](stored(corners(), orientation), orientation)

    picture = sanitise(content)

    assert (picture.width, picture.height) == (320, 200)
    assert corner_colours(shown(picture)) == CORNERS


def test_sanitise_does_not_turn_a_heic_for_its_exif_alone() -> None:
    content = saved(corners(), "HEIF", exif=exif(6))

    assert corner_colours(shown(sanitise(content))) == CORNERS


def test_sanitise_turns_a_large_photo_after_making_it_smaller() -> None:
    content = saved(stored(corners(4_032, 3_024), 6), "JPEG", exif=exif(6))

    picture = sanitise(content)

    assert (picture.width, picture.height) == (2_000, 1_500)
    assert corner_colours(shown(picture)) == CORNERS


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    "broken",
    [
        b"Exif\0\0",
        b"Exif\0\0II*\0\xff\xff\xff\x7f",
        b"Exif\0\0MM\0*\0\0\0\x08\xff\xff",
        b"Exif\0\0GIF",
    ],
)
def test_sanitise_shows_a_photo_with_broken_exif_as_stored(kind: str, broken: bytes) -> None:
    content = saved(corners(), kind, exif=broken)

    picture = sanitise(content)

    assert corner_colours(shown(picture)) == CORNERS


@pytest.mark.parametrize("orientation", [0, 9, 65_535])
def test_sanitise_leaves_a_photo_with_an_unknown_orientation(orientation: int) -> None:
    picture = sanitise(saved(corners(), "JPEG", exif=exif(orientation)))

    assert corner_colours(shown(picture)) == CORNERS


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((4_100, 410), (2_000, 200)),
        ((300, 3_000), (200, 2_000)),
        ((2_001, 300), (2_000, 300)),
        ((2_000, 300), (2_000, 300)),
        ((70, 50), (70, 50)),
    ],
)
def test_sanitise_makes_the_long_side_2000_and_never_enlarges(
    kind: str, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    picture = sanitise(saved(corners(*size), kind))

    assert max(picture.width, picture.height) <= LONG_SIDE
    assert (picture.width, picture.height) == expected
    assert shown(picture).size == expected
    assert corner_colours(shown(picture)) == CORNERS


def test_sanitise_keeps_a_row_of_a_picture_that_is_hardly_one() -> None:
    picture = sanitise(saved(Image.new("RGB", (9_000, 1), RED), "PNG"))

    assert (picture.width, picture.height) == (2_000, 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_sanitise_shows_what_a_plain_resize_shows(kind: str) -> None:
    source = photo(2_400, 151)
    plain = ImageOps.contain(source, (LONG_SIDE, LONG_SIDE), Image.Resampling.BICUBIC)

    picture = sanitise(saved(source, kind))

    assert unlikeness(shown(picture), plain) < 10


def test_sanitise_names_the_file_it_makes() -> None:
    picture = sanitise(talkative_jpeg())

    assert picture.media_type == Kind.JPEG.value
    assert picture.sha256 == hashlib.sha256(picture.content).hexdigest()
    assert shown(picture).size == (picture.width, picture.height)


def test_sanitise_makes_the_same_bytes_of_the_same_file() -> None:
    content = talkative_jpeg()

    assert sanitise(content) == sanitise(content)


def test_sanitise_shows_the_first_picture_of_a_phone_file_with_two() -> None:
    two = saved(corners(), "MPO", save_all=True, append_images=[Image.new("RGB", (90, 60))])

    picture = sanitise(two)

    assert (picture.width, picture.height) == (320, 200)
    assert corner_colours(shown(picture)) == CORNERS


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_thumbnail_is_a_small_jpeg_of_the_same_picture(kind: str) -> None:
    picture = sanitise(TALKATIVE[kind](corners()))

    small = thumbnail(picture, 96)

    assert small.media_type == Kind.JPEG.value
    assert (small.width, small.height) == (96, 60)
    assert len(small.content) < 5_000
    assert corner_colours(shown(small)) == CORNERS


def test_thumbnail_of_something_smaller_is_not_enlarged() -> None:
    small = thumbnail(sanitise(saved(corners(40, 30), "JPEG")), 96)

    assert (small.width, small.height) == (40, 30)
