import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from PIL import Image
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile
from pillow_heif import HeifImageFile

from consent.pictures.kinds import Kind, recognise
from consent.pictures.refusals import Reason, Refused

MAX_BYTES = 25 * 1024 * 1024

# 50 megapixels as makers round them: a "50-megapixel" phone writes 8192 x 6144, which is 50.3.
MAX_PIXELS = 50_500_000

# Pillow's own classes, not Image.open: no other format is ever tried, and the second pictures that
# phones hang behind a JPEG (MPF) are never looked at.
_CLASSES: dict[Kind, Callable[[BytesIO], ImageFile]] = {
    Kind.JPEG: JpegImageFile,
    Kind.PNG: PngImageFile,
    Kind.WEBP: WebPImageFile,
    Kind.HEIC: HeifImageFile,
}

# What the decoders raise at bytes they cannot make sense of. MemoryError is not among them: that
# is the machine's trouble, and the same file may well be read on another try.
_UNREADABLE = (
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file says of itself before any of its pixels is decoded; sizes in pixels."""

    kind: Kind
    width: int
    height: int


def inspect(source: bytes | BinaryIO) -> Inspection:
    """Refuse what can be refused from the first look, without decoding a pixel: milliseconds.

    Raises `Refused`. A file cut short past its header is only noticed by `sanitise`.
    """
    with opened(read(source)) as (kind, image):
        return Inspection(kind, *image.size)


def read(source: bytes | BinaryIO) -> bytes:
    """The whole of `source` from where it stands; `Refused` if it is empty or over `MAX_BYTES`."""
    content = source if isinstance(source, bytes) else source.read(MAX_BYTES + 1)
    if not content:
        raise Refused(Reason.EMPTY)
    if len(content) > MAX_BYTES:
        raise Refused(Reason.TOO_HEAVY)
    return content


@contextmanager
def opened(content: bytes) -> Iterator[tuple[Kind, ImageFile]]:
    """The picture with its header read and checked; whatever fails to decode inside is `Refused`.

    The block must do nothing but read the picture: an error of its own would pass for damage.
    """
    kind = recognise(content)
    try:
        with _CLASSES[kind](BytesIO(content)) as image:
            _check(kind, image)
            yield kind, image
    except Image.DecompressionBombError:
        raise Refused(Reason.TOO_MANY_PIXELS) from None
    except _UNREADABLE as unreadable:
        raise Refused(Reason.DAMAGED) from unreadable


def _check(kind: Kind, image: ImageFile) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise Refused(Reason.TOO_MANY_PIXELS)
    # A HEIC may hold several photos, a burst for one; its main one is taken. Moving ones are
    # refused by their brand.
    if kind is not Kind.HEIC and getattr(image, "n_frames", 1) > 1:
        raise Refused(Reason.MOVING)
