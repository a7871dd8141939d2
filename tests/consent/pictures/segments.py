"""A reading of JPEG, PNG and WebP files of our own, so that no library vouches for itself.

JPEG: ITU-T T.81, annex B. PNG: W3C PNG (third edition), section 5. WebP: RFC 9649, section 2.
"""

import struct
import zlib
from collections.abc import Iterator

Part = tuple[str, bytes]

_JPEG_NAMES = {0xC0: "SOF0", 0xC2: "SOF2", 0xC4: "DHT", 0xDB: "DQT", 0xDD: "DRI", 0xFE: "COM"}
_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
AFTER_END = "after the end"


def jpeg_parts(content: bytes) -> Iterator[Part]:
    """Every segment by name with its payload, then anything that stands after EOI."""
    assert content[:2] == bytes((0xFF, _SOI))
    at = 2
    while content[at + 1] != _EOI:
        assert content[at] == 0xFF
        marker, length = content[at + 1], struct.unpack_from(">H", content, at + 2)[0]
        yield _jpeg_name(marker), content[at + 4 : at + 2 + length]
        at += 2 + length
        if marker == _SOS:
            at = _end_of_scan(content, at)
    if content[at + 2 :]:
        yield AFTER_END, content[at + 2 :]


def _jpeg_name(marker: int) -> str:
    if 0xE0 <= marker <= 0xEF:
        return f"APP{marker - 0xE0}"
    return "SOS" if marker == _SOS else _JPEG_NAMES.get(marker, f"{marker:#x}")


def _end_of_scan(content: bytes, at: int) -> int:
    """The next marker that is neither a stuffed zero nor a restart."""
    while True:
        at = content.index(0xFF, at)
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2


def png_parts(content: bytes) -> Iterator[Part]:
    """Every chunk by type with its payload, its checksum verified, then the rest after IEND."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    at, name = 8, ""
    while name != "IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        payload = content[at + 8 : at + 8 + length]
        name = kind.decode("ascii")
        assert struct.unpack_from(">I", content, at + 8 + length)[0] == zlib.crc32(kind + payload)
        yield name, payload
        at += 12 + length
    if content[at:]:
        yield AFTER_END, content[at:]


def riff_parts(content: bytes) -> Iterator[Part]:
    """Every chunk of a WebP by its four letters, then the rest after the RIFF ends."""
    assert content[:4] == b"RIFF"
    assert content[8:12] == b"WEBP"
    end = 8 + struct.unpack_from("<I", content, 4)[0]
    at = 12
    while at < end:
        kind, length = struct.unpack_from("<4sI", content, at)
        yield kind.decode("ascii"), content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
    if content[end:]:
        yield AFTER_END, content[end:]


def parts(content: bytes) -> list[Part]:
    if content.startswith(b"\xff\xd8"):
        return list(jpeg_parts(content))
    return list(riff_parts(content) if content.startswith(b"RIFF") else png_parts(content))


def names(content: bytes) -> set[str]:
    return {name for name, _ in parts(content)}
