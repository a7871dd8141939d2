from enum import StrEnum

from consent.pictures.refusals import Reason, Refused


class Kind(StrEnum):
    """The kinds of picture taken in; the value is the media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"


_BEGINNINGS: tuple[tuple[bytes, Kind | Reason], ...] = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Reason.GIF),
    (b"GIF89a", Reason.GIF),
)

# ISO/IEC 23008-12: the brands of one coded picture, and of a sequence of them.
_STILL_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
_SEQUENCE_BRANDS = frozenset({b"hevc", b"hevx", b"hevm", b"hevs", b"msf1"})
_OTHER_PICTURE_BRANDS = frozenset({b"avif", b"avis", b"crx "})

# A PDF reader looks for its mark in the first 1,024 bytes; an SVG may begin with a long preamble.
_PDF_WITHIN = 1_024
_SVG_WITHIN = 4_096


def recognise(content: bytes) -> Kind:
    """Tell the kind by what the file holds; its name and declared type count for nothing.

    Raises `Refused` for anything that is not one of the four kinds.
    """
    found = _by_beginning(content) or _by_container(content) or _by_text(content)
    if isinstance(found, Kind):
        return found
    raise Refused(found)


def _by_beginning(content: bytes) -> Kind | Reason | None:
    for beginning, found in _BEGINNINGS:
        if content.startswith(beginning):
            return found
    return None


def _by_container(content: bytes) -> Kind | Reason | None:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Kind.WEBP
    if content[4:8] != b"ftyp":
        return None
    brand = content[8:12]
    if brand in _STILL_BRANDS:
        return Kind.HEIC
    if brand in _SEQUENCE_BRANDS:
        return Reason.MOVING
    return Reason.NOT_A_PICTURE if brand in _OTHER_PICTURE_BRANDS else Reason.VIDEO


def _by_text(content: bytes) -> Reason:
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return Reason.PDF
    if b"<svg" in content[:_SVG_WITHIN].lower():
        return Reason.SVG
    return Reason.NOT_A_PICTURE
