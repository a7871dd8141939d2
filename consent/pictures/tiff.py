"""The first directory of an Exif block, read by hand: Pillow warns and raises at a malformed one.

TIFF 6.0, section 2.
"""

import struct
from collections.abc import Set as AbstractSet

# Bytes a value of the types in which words are kept, and of LONG, in which some editors declare
# a block of bytes (IPTC).
_SIZES = {1: 1, 2: 1, 4: 4, 7: 1}
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_PREFIX = b"Exif\0\0"
_HEAD, _COUNT, _ENTRY, _INLINE = 8, 2, 12, 4
_MOST_ENTRIES = 500
_MOST_BYTES = 1_000_000


def values(block: bytes, tags: AbstractSet[int]) -> dict[int, bytes]:
    """The raw bytes of these tags, as far as the block makes sense; at most a megabyte of each."""
    block = block.removeprefix(_PREFIX)
    order = _ORDERS.get(block[:4])
    if order is None or len(block) < _HEAD:
        return {}
    (start,) = struct.unpack_from(f"{order}I", block, 4)
    (count,) = struct.unpack(f"{order}H", block[start : start + _COUNT].ljust(_COUNT, b"\0"))
    found = {}
    for number in range(min(count, _MOST_ENTRIES)):
        at = start + _COUNT + number * _ENTRY
        if at + _ENTRY > len(block):
            break
        tag, kind, length = struct.unpack_from(f"{order}HHI", block, at)
        if tag in tags and kind in _SIZES:
            found[tag] = _value(block, at + _HEAD, order, _SIZES[kind] * length)
    return found


def _value(block: bytes, at: int, order: str, size: int) -> bytes:
    """Four bytes and fewer stand in the entry itself, more where the entry points to."""
    if size > _INLINE:
        (at,) = struct.unpack_from(f"{order}I", block, at)
    return block[at : at + min(size, _MOST_BYTES)]
