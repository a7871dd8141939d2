"""Lines of a stream of bytes, none of which can fill the memory."""

from collections.abc import Iterator
from typing import BinaryIO

MAX_LINE = 4 * 1024 * 1024
"""Bytes; a longer line is read past and not kept."""

_CHUNK = 64 * 1024


def lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Each line without its end; None stands for one of more than `MAX_LINE` bytes."""
    while line := stream.readline(MAX_LINE + 1):
        ended = line.endswith(b"\n")
        if len(line) > MAX_LINE and not ended:
            _read_past(stream)
            yield None
        else:
            yield line[:-1] if ended else line


def _read_past(stream: BinaryIO) -> None:
    while chunk := stream.readline(_CHUNK):
        if chunk.endswith(b"\n"):
            return
