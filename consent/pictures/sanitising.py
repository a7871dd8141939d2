import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from PIL import ExifTags, Image
from PIL.ImageFile import ImageFile

from consent.pictures.colour import in_srgb
from consent.pictures.encoding import as_jpeg, encoded
from consent.pictures.inspection import opened, read
from consent.pictures.kinds import Kind
from consent.pictures.scaling import decoded, fitted

LONG_SIDE = 2_000

# Exif 2.32, tag 0x0112: what to do to the stored picture to see it upright. 1 is upright.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# What a malformed Exif block makes Pillow raise.
_BAD_EXIF = (ArithmeticError, LookupError, OSError, SyntaxError, TypeError, ValueError)

# Cameras and phones store photos as JPEG and HEIC; drawings and screenshots come as these.
_MAY_HOLD_DRAWINGS = frozenset({Kind.PNG, Kind.WEBP})


@dataclass(frozen=True, slots=True)
class Picture:
    """A file of pixels and nothing else, upright, in sRGB: JPEG, or PNG for a drawing.

    `width` and `height` are in pixels; `sha256` is of `content`, in lower-case hexadecimal.
    """

    content: bytes
    media_type: str
    width: int
    height: int
    sha256: str


def sanitise(source: bytes | BinaryIO) -> Picture:
    """Make of an uploaded file the picture to keep: at most 2,000 pixels long and 5 MB.

    Turned once as the camera asked, colours brought to sRGB, what was see-through on white;
    no Exif, place, comment, profile, second picture or trailing byte is left. Raises `Refused`.
    """
    content = read(source)
    kind, image = _seen(content, LONG_SIDE)
    return _picture(image, *encoded(image, may_be_drawing=kind in _MAY_HOLD_DRAWINGS))


def thumbnail(picture: Picture, side: int) -> Picture:
    """A small JPEG of `picture` for lists, its longer side at most `side` pixels."""
    _, image = _seen(picture.content, side)
    return _picture(image, Kind.JPEG, as_jpeg(image))


def from_image(image: Image.Image) -> Picture:
    """The picture to keep of an RGB bitmap that was a cleaned picture before."""
    image.info.clear()
    return _picture(image, *encoded(image, may_be_drawing=True))


def _seen(content: bytes, long_side: int) -> tuple[Kind, Image.Image]:
    """The picture as a person would see it, nothing but pixels, and the kind it came as."""
    kind, near, profile, turn = _read(content, long_side)
    image = in_srgb(fitted(near, long_side), profile)
    # Pillow writes some of it out again unasked: the comment of a JPEG, the profile of a PNG.
    image.info.clear()
    return kind, image if turn is None else image.transpose(turn)


def _read(
    content: bytes, long_side: int
) -> tuple[Kind, Image.Image, bytes | None, Image.Transpose | None]:
    # A function of its own: as it returns, the full bitmap goes, before more memory is asked for.
    with opened(content) as (kind, file):
        near = decoded(kind, file, content, long_side)
        return kind, near, file.info.get("icc_profile"), _TURNS.get(_orientation(kind, file))


def _orientation(kind: Kind, file: ImageFile) -> int:
    """The Exif orientation, 1 to 8; 1 where there is none that makes sense."""
    if kind is Kind.HEIC:
        return 1  # its decoder has turned it: the container says how, whatever the Exif says
    try:
        orientation = file.getexif().get(ExifTags.Base.Orientation)
    except _BAD_EXIF:
        return 1
    return orientation if isinstance(orientation, int) else 1


def _picture(image: Image.Image, kind: Kind, content: bytes) -> Picture:
    digest = hashlib.sha256(content).hexdigest()
    return Picture(content, kind.value, image.width, image.height, digest)
