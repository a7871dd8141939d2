"""From a file to a bitmap hardly larger than wanted, without ever holding the full one twice.

A JPEG is decoded at a half, a quarter or an eighth by the decoder itself. Other pictures are
worked through in strips: each strip is made opaque and shrunk before the next is touched.
"""

from collections.abc import Iterator

import pillow_heif
from PIL import Image
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile

from consent.pictures.colour import is_opaque, opaque
from consent.pictures.kinds import Kind

_STRIP_ROWS = 64


def decoded(kind: Kind, image: ImageFile, content: bytes, long_side: int) -> Image.Image:
    """The picture in L, RGB or CMYK, its longer side the least above `long_side` that is cheap."""
    if isinstance(image, JpegImageFile):
        image.draft(None, _fitting(image.size, long_side))
    factor = max(1, max(image.size) // long_side)
    if kind is Kind.HEIC:
        return _shrunk(_heic_strips(content, factor), image.size, factor)
    if factor > 1 or not is_opaque(image):
        return _shrunk(_strips(image, factor), image.size, factor)
    image.load()
    return image


def fitted(image: Image.Image, long_side: int) -> Image.Image:
    """`image` with its longer side at most `long_side` pixels; never enlarged."""
    size = _fitting(image.size, long_side)
    return image if size == image.size else image.resize(size, Image.Resampling.BICUBIC)


def _fitting(size: tuple[int, int], long_side: int) -> tuple[int, int]:
    longest = max(size)
    if longest <= long_side:
        return size
    width, height = (max(1, round(side * long_side / longest)) for side in size)
    return width, height


def _shrunk(strips: Iterator[Image.Image], size: tuple[int, int], factor: int) -> Image.Image:
    """One picture of strips `_STRIP_ROWS * factor` rows high, each side divided by `factor`."""
    strip = opaque(next(strips)).reduce(factor)
    whole = Image.new(strip.mode, (-(-size[0] // factor), -(-size[1] // factor)))
    whole.paste(strip)
    for number, following in enumerate(strips, start=1):
        whole.paste(opaque(following).reduce(factor), (0, number * _STRIP_ROWS))
    return whole


def _strips(image: Image.Image, factor: int) -> Iterator[Image.Image]:
    rows = _STRIP_ROWS * factor
    for top in range(0, image.height, rows):
        yield image.crop((0, top, image.width, min(top + rows, image.height)))


def _heic_strips(content: bytes, factor: int) -> Iterator[Image.Image]:
    # Pillow's own way would hold libheif's bitmap and a copy of it. libheif has turned the picture
    # already, as the file asks.
    file = pillow_heif.open_heif(content, convert_hdr_to_8bit=True)
    picture = file[file.primary_index]
    pixels = memoryview(picture.data)
    rows = _STRIP_ROWS * factor
    width, height = picture.size
    for top in range(0, height, rows):
        bottom = min(top + rows, height)
        strip = pixels[top * picture.stride : bottom * picture.stride]
        yield Image.frombytes(
            picture.mode, (width, bottom - top), strip, "raw", picture.mode, picture.stride
        )
