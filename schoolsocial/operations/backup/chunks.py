"""A stream sealed in chunks: AES-256-GCM, each chunk bound to its place and the last one marked.

The file begins with one line of JSON that names the key, never the key itself. A key of the file's
own comes of that key and the whole line (HKDF-SHA-256), so nonces can simply count and a header
that was touched opens nothing. A chunk's nonce is its number and whether it is the last (the STREAM
construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): a chunk that was changed, left out,
repeated or moved does not open, nor does a file that was cut short or added to.
"""

import base64
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from schoolsocial.operations.backup.errors import Damaged, NoKey

FORMAT = "schoolsocial-backup-1"
CHUNK = 1024 * 1024
_TAG = 16
_LONGEST_HEADER = 1024
_NUMBER_BYTES = 11


@dataclass(frozen=True)
class Header:
    """What may be read without the key."""

    key: str
    salt: str

    def line(self) -> bytes:
        told = {"format": FORMAT, "key": self.key, "salt": self.salt}
        return json.dumps(told, sort_keys=True).encode() + b"\n"


class Sealing:
    """A file to write to; ``close`` marks the last chunk, and without it nothing opens again."""

    def __init__(self, file: BinaryIO, key_id: str, key: bytes) -> None:
        header = Header(key_id, base64.b64encode(os.urandom(32)).decode())
        self._file, self._cipher = file, _cipher(key, header.line())
        self._kept, self._number = bytearray(), 0
        file.write(header.line())

    def write(self, data: bytes | memoryview) -> None:
        """Add to the stream."""
        self._kept += data
        while len(self._kept) > CHUNK:  # more than one: which is the last is known at the end only
            self._put(bytes(self._kept[:CHUNK]), last=False)
            del self._kept[:CHUNK]

    def close(self) -> None:
        """Write what is left, marked as the last."""
        self._put(bytes(self._kept), last=True)
        self._kept.clear()

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), chunk, None))
        self._number += 1


def header_of(file: BinaryIO) -> Header:
    """The first line. Raises ``Damaged``."""
    line = file.readline(_LONGEST_HEADER)
    try:
        told = json.loads(line)
        header = Header(str(told["key"]), str(told["salt"]))
    except (ValueError, KeyError, TypeError):
        raise Damaged("it does not begin as one") from None
    if header.line() != line:
        raise Damaged("it does not begin as one")
    return header


def opened(file: BinaryIO, keys: Mapping[str, bytes]) -> Iterator[bytes]:
    """The stream again, chunk by chunk. Raises ``NoKey`` or ``Damaged``."""
    header = header_of(file)
    key = keys.get(header.key)
    if key is None:
        raise NoKey(f"This backup was sealed with key “{header.key}”, which BACKUP_KEYS lacks.")
    cipher = _cipher(key, header.line())
    number, chunk = 0, file.read(CHUNK + _TAG)
    while True:
        following = file.read(CHUNK + _TAG)
        yield _open(cipher, number, chunk, last=not following)
        if not following:
            return
        number, chunk = number + 1, following


def _open(cipher: AESGCM, number: int, chunk: bytes, *, last: bool) -> bytes:
    try:
        return cipher.decrypt(_nonce(number, last=last), chunk, None)
    except (InvalidTag, ValueError):
        if number:
            raise Damaged(f"part {number + 1} does not open, or is where it ends") from None
        raise NoKey("The key does not open this backup, or its first part is damaged.") from None


def _cipher(key: bytes, header: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=header).derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(_NUMBER_BYTES, "big") + bytes([last])
