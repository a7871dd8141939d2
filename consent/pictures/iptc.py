"""IPTC-IIM 4.2: who made a picture, and whose it is."""

import struct
from collections.abc import Iterator

_RECORD = 2
_DATASETS = frozenset({80, 110, 115, 116})  # by-line, credit, source, copyright notice
_TAG = 0x1C
_LONG = 0x8000  # an extended dataset, of more than 32,767 bytes: no notice is that long


def claims(block: bytes) -> Iterator[bytes]:
    """The notices among the datasets, up to the first one that makes no sense."""
    at = 0
    while at + 5 <= len(block) and block[at] == _TAG:
        record, dataset, size = struct.unpack_from(">BBH", block, at + 1)
        if size & _LONG:
            return
        if record == _RECORD and dataset in _DATASETS:
            yield block[at + 5 : at + 5 + size]
        at += 5 + size
