"""The chunks of a PNG that hold words or Exif, wherever they stand.

Pillow finds those behind the pixels only once it has decoded them.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

_SIGNATURE, _HEAD, _CHECK = 8, 8, 4
_MOST_CHUNKS = 64
_MOST_BYTES = 1_000_000


class Chunk(NamedTuple):
    """``keyword`` is "" for the chunk that holds Exif; ``latin`` says how the words are encoded."""

    keyword: str
    value: bytes
    latin: bool = False


def chunks(content: bytes) -> Iterator[Chunk]:
    """W3C PNG, 11.3.3 (tEXt, zTXt, iTXt) and eXIf; at most 64, and a megabyte of each."""
    at, left = _SIGNATURE, _MOST_CHUNKS
    while left and at + _HEAD <= len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        at += _HEAD
        if kind in _READERS:
            left -= 1
            yield _READERS[kind](content[at : at + size])
        at += size + _CHECK


def _exif(data: bytes) -> Chunk:
    return Chunk("", data)


def _plain(data: bytes) -> Chunk:
    keyword, _, value = data.partition(b"\0")
    return Chunk(keyword.decode("latin-1"), value[:_MOST_BYTES], latin=True)


def _packed(data: bytes) -> Chunk:
    keyword, _, value = data.partition(b"\0")
    return Chunk(keyword.decode("latin-1"), _unpacked(value[1:]), latin=True)


def _international(data: bytes) -> Chunk:
    keyword, _, rest = data.partition(b"\0")
    value = rest[2:].split(b"\0", 2)[-1]  # behind the language and the keyword in it
    value = _unpacked(value) if rest[:1] == b"\1" else value[:_MOST_BYTES]
    return Chunk(keyword.decode("latin-1"), value)


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MOST_BYTES)
    except zlib.error:
        return b""


_READERS = {b"eXIf": _exif, b"tEXt": _plain, b"zTXt": _packed, b"iTXt": _international}
