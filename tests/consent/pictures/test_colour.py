from io import BytesIO

import pytest
from PIL import Image, ImageCms

from consent.pictures import Picture, sanitise
from tests.consent.pictures.samples import after_soi, corners, saved, segment, swapped_profile

SWAPPED = swapped_profile()
SIZE = (64, 48)


def colour(picture: Picture, at: tuple[int, int] = (32, 24)) -> tuple[int, ...]:
    pixel = Image.open(BytesIO(picture.content)).convert("RGB").getpixel(at)
    assert isinstance(pixel, tuple)
    return pixel


def near(expected: tuple[int, ...], within: int = 6) -> object:
    return pytest.approx(expected, abs=within)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_sanitise_brings_colours_to_srgb(kind: str) -> None:
    content = saved(Image.new("RGB", SIZE, (200, 10, 10)), kind, icc_profile=SWAPPED, quality=95)

    picture = sanitise(content)

    assert colour(picture) == near((10, 10, 200), within=12)
    assert SWAPPED[:64] not in picture.content


def test_sanitise_brings_a_palette_to_srgb() -> None:
    palette = Image.new("RGB", SIZE, (200, 10, 10)).quantize(4)

    picture = sanitise(saved(palette, "PNG", icc_profile=SWAPPED))

    assert colour(picture) == near((10, 10, 200))


def test_sanitise_converts_before_turning_nothing_but_the_profile() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    picture = sanitise(saved(Image.new("RGB", SIZE, (90, 140, 30)), "PNG", icc_profile=srgb))

    assert colour(picture) == near((90, 140, 30), within=2)


@pytest.mark.parametrize("broken", [b"", b"not a profile", SWAPPED[:200], b"\0" * 400])
def test_sanitise_leaves_a_broken_profile_aside(broken: bytes) -> None:
    content = after_soi(
        saved(Image.new("RGB", SIZE, (200, 10, 10)), "JPEG"),
        segment(0xE2, b"ICC_PROFILE\0\x01\x01" + broken),
    )

    assert colour(sanitise(content)) == near((200, 10, 10))


def test_sanitise_leaves_a_colour_profile_on_a_grey_picture_aside() -> None:
    content = saved(Image.new("L", SIZE, 90), "JPEG", icc_profile=SWAPPED)

    assert colour(sanitise(content)) == near((90, 90, 90))


def test_sanitise_takes_print_colours() -> None:
    cyan = saved(Image.new("CMYK", SIZE, (255, 0, 0, 0)), "JPEG")

    assert colour(sanitise(cyan)) == near((0, 255, 255))


@pytest.mark.parametrize(("stored", "expected"), [(0, 0), (32_896, 128), (65_535, 255), (400, 2)])
def test_sanitise_scales_16_bits_to_8(stored: int, expected: int) -> None:
    deep = Image.new("I;16", SIZE, stored)

    assert colour(sanitise(saved(deep, "PNG"))) == near((expected,) * 3, within=1)


@pytest.mark.parametrize("mode", ["1", "L"])
def test_sanitise_takes_black_and_white(mode: str) -> None:
    half = Image.new(mode, SIZE, 0)
    half.paste(255, (0, 0, 32, 48))

    picture = sanitise(saved(half, "PNG"))

    assert colour(picture, (8, 8)) == (255, 255, 255)
    assert colour(picture, (56, 8)) == (0, 0, 0)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize(
    ("alpha", "expected"),
    [(0, (255, 255, 255)), (128, (227, 132, 132)), (255, (200, 10, 10))],
)
def test_sanitise_puts_the_see_through_on_white(
    kind: str, alpha: int, expected: tuple[int, ...]
) -> None:
    layer = Image.new("RGBA", SIZE, (200, 10, 10, alpha))

    assert colour(sanitise(saved(layer, kind, quality=95))) == near(expected, within=12)


def test_sanitise_puts_grey_see_through_on_white() -> None:
    assert colour(sanitise(saved(Image.new("LA", SIZE, (0, 128)), "PNG"))) == near((127, 127, 127))


def test_sanitise_puts_a_see_through_palette_entry_on_white() -> None:
    palette = Image.new("P", SIZE, 1)
    palette.putpalette([0, 0, 0, 200, 10, 10])
    palette.paste(0, (0, 0, 32, 48))

    picture = sanitise(saved(palette, "PNG", transparency=0))

    assert colour(picture, (8, 8)) == (255, 255, 255)
    assert colour(picture, (56, 8)) == (200, 10, 10)


def test_sanitise_puts_a_see_through_colour_on_white() -> None:
    keyed = Image.new("RGB", SIZE, (1, 2, 3))

    assert colour(sanitise(saved(keyed, "PNG", transparency=(1, 2, 3)))) == (255, 255, 255)


def test_sanitise_keeps_what_lies_under_a_see_through_large_picture_hidden() -> None:
    layer = corners(4_100, 600).convert("RGBA")
    layer.putalpha(0)

    picture = sanitise(saved(layer, "PNG"))

    assert Image.open(BytesIO(picture.content)).convert("RGB").getcolors(1) == [
        (picture.width * picture.height, (255, 255, 255))
    ]
