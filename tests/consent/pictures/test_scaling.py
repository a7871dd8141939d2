from io import BytesIO

import pytest
from PIL import Image, ImageChops

from consent.pictures.inspection import opened
from consent.pictures.scaling import decoded, fitted
from tests.consent.pictures.samples import corners, exif, photo, saved


def scaled_to(content: bytes, long_side: int) -> Image.Image:
    with opened(content) as (kind, image):
        return fitted(decoded(kind, image, content, long_side), long_side)


@pytest.mark.parametrize("rows", [63, 64, 65, 128, 129, 301])
@pytest.mark.parametrize("factor", [2, 3])
@pytest.mark.parametrize("kind", ["PNG", "HEIF"])
def test_scaled_in_strips_is_the_picture_scaled_at_once(kind: str, factor: int, rows: int) -> None:
    content = saved(photo(402, rows), kind)
    whole = Image.open(BytesIO(content)).convert("RGB").reduce(factor)

    near = scaled_to(content, long_side=402 // factor)

    assert near.size == whole.size
    assert ImageChops.difference(near, whole).getbbox() is None


def test_scaled_strips_of_a_see_through_picture_leave_no_line() -> None:
    content = saved(Image.new("RGBA", (600, 500), (200, 10, 10, 128)), "PNG")

    near = scaled_to(content, long_side=600)

    assert near.mode == "RGB"
    assert near.getcolors(1) is not None


def test_scaled_jpeg_is_decoded_no_larger_than_needed() -> None:
    content = saved(corners(1_600, 1_200), "JPEG", exif=exif(6))

    with opened(content) as (kind, image):
        decoded(kind, image, content, 400)

        assert image.size == (400, 300)


def test_scaled_never_takes_the_preview_inside_a_heic_for_the_picture() -> None:
    content = saved(corners(800, 600), "HEIF", thumbnails=[400])

    near = scaled_to(content, long_side=350)

    assert near.size == (350, 262)
    whole = Image.open(BytesIO(content)).convert("RGB").reduce(2)
    expected = whole.resize((350, 262), Image.Resampling.BICUBIC)
    assert ImageChops.difference(near, expected).getbbox() is None
