"""Named members in one stream, each of any length, with the manifest as the last of them.

A frame is one letter, four bytes of length and so many bytes: ``N`` a name begins a member, ``D``
some of its data, ``E`` ends it with the SHA-256 of the whole; ``Z`` ends the stream.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from schoolsocial.operations.backup.errors import Damaged

_HEAD = 5
_LONGEST_FRAME = 64 * 1024 * 1024


class Sink(Protocol):
    def write(self, data: bytes | memoryview, /) -> object: ...


@dataclass(frozen=True)
class Digest:
    """A member as it was written."""

    sha256: str
    size: int


class Writer:
    """Writes members one after the other and remembers their digests."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.digests: dict[str, Digest] = {}

    def add(self, name: str, data: Iterable[bytes | memoryview]) -> Digest:
        """One member."""
        self._frame(b"N", name.encode())
        digest, size = hashlib.sha256(), 0
        for piece in data:
            digest.update(piece)
            size += len(piece)
            self._frame(b"D", piece)
        self._frame(b"E", digest.digest())
        self.digests[name] = Digest(digest.hexdigest(), size)
        return self.digests[name]

    def end(self) -> None:
        """No member follows."""
        self._frame(b"Z", b"")

    def _frame(self, kind: bytes, data: bytes | memoryview) -> None:
        self._sink.write(kind + len(data).to_bytes(4, "big"))
        self._sink.write(data)


def read(chunks: Iterable[bytes]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each member's name and data, which is read to its end before the next is asked for.

    Raises ``Damaged`` where a digest does not fit or the stream ends too early.
    """
    frames = _frames(chunks)
    for kind, data in frames:
        if kind == b"Z":
            if next(frames, None) is not None:
                raise Damaged("something follows its end")
            return
        if kind != b"N":
            raise Damaged("a member has no name")
        yield data.decode(), _data(frames)
    raise Damaged("it ends too early")


def _data(frames: Iterator[tuple[bytes, bytes]]) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for kind, data in frames:
        if kind == b"D":
            digest.update(data)
            yield data
        elif kind == b"E" and data == digest.digest():
            return
        else:
            raise Damaged("a member is not as it was written")
    raise Damaged("it ends too early")


def _frames(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    kept = bytearray()
    for chunk in chunks:
        kept += chunk
        at = 0
        while len(kept) - at >= _HEAD:
            length = int.from_bytes(kept[at + 1 : at + _HEAD], "big")
            if length > _LONGEST_FRAME:
                raise Damaged("a part is longer than any can be")
            if len(kept) - at - _HEAD < length:
                break
            yield bytes(kept[at : at + 1]), bytes(kept[at + _HEAD : at + _HEAD + length])
            at += _HEAD + length
        del kept[:at]
    if kept:
        raise Damaged("it ends in the middle of a part")
