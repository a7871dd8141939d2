"""Files that claim more than they hold, or hold less than they should."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageFile

from consent.pictures import MAX_PIXELS, Reason, Refused, inspect, sanitise
from tests.consent.pictures.samples import TALKATIVE, corners, png_chunk, saved

WIDE, HIGH = 12_000, 8_000  # 96 megapixels: Pillow alone would only warn


def png_of(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((min(width, 20_000) + 7) // 8 + 1) * min(height, 100))
    start = b"\x89PNG\r\n\x1a\n"
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return start + b"".join(png_chunk(*chunk) for chunk in chunks)


def jpeg_of(width: int, height: int) -> bytes:
    content = saved(corners(), "JPEG")
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + struct.pack(">HH", height, width) + content[at + 4 :]


def webp_of(width: int, height: int) -> bytes:
    content = saved(corners(), "WEBP")
    at = content.index(b"\x9d\x01\x2a") + 3
    return content[:at] + struct.pack("<HH", width, height) + content[at + 4 :]


def heic_of(width: int, height: int) -> bytes:
    content = saved(corners(), "HEIF")
    at = content.index(b"ispe") + 8
    return content[:at] + struct.pack(">II", width, height) + content[at + 8 :]


CLAIMS = [png_of, jpeg_of, webp_of, heic_of]


@pytest.mark.parametrize("claim", CLAIMS)
def test_inspect_refuses_96_megapixels_without_decoding_one(
    claim: Callable[[int, int], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: ImageFile.ImageFile) -> None:
        pytest.fail("a pixel was decoded")

    monkeypatch.setattr(ImageFile.ImageFile, "load", fail)

    with pytest.raises(Refused) as refused:
        inspect(claim(WIDE, HIGH))

    assert refused.value.reason is Reason.TOO_MANY_PIXELS


@pytest.mark.parametrize("size", [(16_383, 16_383), (65_500, 65_500), (2_000_000_000, 2)])
def test_sanitise_refuses_sizes_beyond_all_measure(size: tuple[int, int]) -> None:
    with pytest.raises(Refused) as refused:
        sanitise(png_of(*size))

    assert refused.value.reason is Reason.TOO_MANY_PIXELS


def test_inspect_takes_what_a_50_megapixel_phone_writes() -> None:
    assert inspect(png_of(8_192, 6_144)).width == 8_192
    assert inspect(png_of(MAX_PIXELS // 2, 2)).height == 2


@pytest.mark.parametrize("claim", [webp_of, heic_of])
def test_sanitise_refuses_a_picture_larger_than_its_pixels(
    claim: Callable[[int, int], bytes],
) -> None:
    with pytest.raises(Refused) as refused:
        sanitise(claim(3_000, 1_500))

    assert refused.value.reason is Reason.DAMAGED


@pytest.mark.parametrize("claim", [png_of, jpeg_of])
def test_sanitise_leaves_flat_what_a_well_ended_file_does_not_hold(
    claim: Callable[[int, int], bytes],
) -> None:
    picture = sanitise(claim(1_600, 1_500))

    seen = Image.open(BytesIO(picture.content))
    missing = seen.crop((0, 800, *seen.size))
    assert missing.getcolors(1) is not None  # None where there is more than one colour


def test_sanitise_refuses_text_that_unpacks_to_a_flood() -> None:
    flood = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(80_000_000)))
    content = saved(corners(), "PNG")

    with pytest.raises(Refused) as refused:
        inspect(content[:33] + flood + content[33:])

    assert refused.value.reason is Reason.DAMAGED


@pytest.mark.parametrize("kind", TALKATIVE)
def test_sanitise_refuses_a_cut_file_or_shows_every_pixel_of_it(kind: str) -> None:
    whole = TALKATIVE[kind]()
    expected = Image.open(BytesIO(sanitise(whole).content)).copy()

    shown = 0
    for cut in range(1, len(whole), max(1, len(whole) // 97)):
        try:
            picture = sanitise(whole[:cut])
        except Refused:
            continue
        shown += 1
        difference = ImageChops.difference(Image.open(BytesIO(picture.content)), expected)
        assert difference.getbbox() is None, f"part of the picture is missing, cut at {cut}"

    assert shown < 90


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_sanitise_refuses_a_photo_that_did_not_arrive_whole(kind: str, kept: float) -> None:
    content = saved(corners(900, 600), kind)

    with pytest.raises(Refused) as refused:
        sanitise(content[: int(len(content) * kept)])

    assert refused.value.reason is Reason.DAMAGED
