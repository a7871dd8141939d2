"""Whose picture a file says it is, read before the file is cleaned of all that.

Looked at are Exif, IPTC and XMP in the four kinds of picture taken in, and the words of a PNG. A
notice is what somebody wrote, and proves nothing: whoever reads it decides.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from consent.pictures import iptc, tiff, xmp
from consent.pictures.chunks import chunks
from consent.pictures.inspection import opened
from consent.pictures.kinds import Kind
from consent.pictures.refusals import Refused

MOST_NOTICES = 8
LONGEST_NOTICE = 200
_READ = 2_000  # of a notice, before what it is made of is tidied

# Exif 2.32, and Adobe's and Microsoft's own tags
_MAKE, _MODEL, _ARTIST, _COPYRIGHT = 0x010F, 0x0110, 0x013B, 0x8298
_XMP_BLOCK, _IPTC_BLOCK, _XP_AUTHOR = 0x02BC, 0x83BB, 0x9C9D
_TAGS = frozenset({_MAKE, _MODEL, _ARTIST, _COPYRIGHT, _XMP_BLOCK, _IPTC_BLOCK, _XP_AUTHOR})
_IPTC_RESOURCE = 0x0404  # among Photoshop's resources

_PNG_NOTICES = frozenset({"author", "artist", "copyright", "creator", "credit"})
_PNG_XMP = "XML:com.adobe.xmp"

# What phones, cameras and their programs write where a person's name would stand
_MACHINES = frozenset(
    {
        *("apple", "canon", "casio", "dji", "fujifilm", "google", "gopro", "hewlett-packard"),
        *("htc", "huawei", "kodak", "leica", "lg electronics", "lge", "motorola", "nikon"),
        *("nikon corporation", "nokia", "olympus", "olympus digital camera", "oneplus"),
        *("panasonic", "pentax", "picasa", "ricoh", "samsung", "samsung electronics", "sony"),
        *("xiaomi",),
    }
)


class _Blocks(NamedTuple):
    """What a file carries besides its pixels, as bytes nobody has read."""

    exif: bytes = b""
    iptc: bytes = b""
    xmp: bytes = b""
    words: tuple[str, ...] = ()


def claimed(content: bytes) -> tuple[str, ...]:
    """The notices of a file: at most `MOST_NOTICES`, each once and `LONGEST_NOTICE` long at most.

    Never fails: a file that cannot be read claims nothing.
    """
    try:
        with opened(content) as (kind, file):
            info = file.info
    except Refused:
        return ()
    return tuple(_notices(_of_png(content) if kind is Kind.PNG else _of(info)))


def _of(info: Mapping[Any, object]) -> _Blocks:
    resources = info.get("photoshop")
    iptc_block = resources.get(_IPTC_RESOURCE) if isinstance(resources, dict) else None
    return _Blocks(_bytes(info.get("exif")), _bytes(iptc_block), _bytes(info.get("xmp")))


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""


def _of_png(content: bytes) -> _Blocks:
    exif, packet, words = b"", b"", []
    for chunk in chunks(content):
        if not chunk.keyword:
            exif = chunk.value
        elif chunk.keyword == _PNG_XMP:
            packet = chunk.value
        elif chunk.keyword.lower() in _PNG_NOTICES:
            words.append(chunk.value.decode("latin-1") if chunk.latin else _decoded(chunk.value))
    return _Blocks(exif=exif, xmp=packet, words=tuple(words))


def _notices(blocks: _Blocks) -> list[str]:
    exif = tiff.values(blocks.exif, _TAGS)
    machine = {_tidied(_decoded(exif.get(tag, b""))).casefold() for tag in (_MAKE, _MODEL)}
    found: dict[str, str] = {}
    for notice in map(_tidied, _claims(blocks, exif)):
        key = notice.casefold()
        if key and key not in _MACHINES | machine:
            found.setdefault(key, notice)
    return list(found.values())[:MOST_NOTICES]


def _claims(blocks: _Blocks, exif: dict[int, bytes]) -> Iterator[str]:
    # The photographer's notice and the editor's are parted by a NUL: Exif 2.32, tag 0x8298.
    for tag in (_COPYRIGHT, _ARTIST):
        yield from _decoded(exif.get(tag, b"")).split("\0")
    yield exif.get(_XP_AUTHOR, b"").decode("utf-16-le", errors="replace")
    yield from map(_decoded, iptc.claims(blocks.iptc or exif.get(_IPTC_BLOCK, b"")))
    yield from xmp.claims(blocks.xmp or exif.get(_XMP_BLOCK, b""))
    yield from blocks.words


def _decoded(value: bytes) -> str:
    """What is not UTF-8 is, from the tools of the time, Windows' Latin."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", errors="replace")


def _tidied(notice: str) -> str:
    """In one line, without control characters, which no database and no page could bear."""
    plain = (" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in notice[:_READ])
    return " ".join("".join(plain).split())[:LONGEST_NOTICE].strip()
