"""Words at rest: AES-256-GCM, bound to the row they belong to.

What is sealed is ``v1.<key id>.`` followed by a 12-byte nonce and the ciphertext. The box's purpose
and the ids it was bound to go in as associated data: what was copied into another row, or sealed
for another purpose, does not open.
"""

import base64
import binascii
import os
import re
from collections.abc import Mapping
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"v1"
_NONCE_BYTES = 12
_KEY_BYTES = 32
_KEY_ID = re.compile(r"^[A-Za-z0-9_-]{1,32}$")


class Unreadable(ValueError):
    """It does not open here: wrong row, purpose or key, or it was altered. Says no word of it."""


class BadKey(ValueError):
    """A key is not 32 bytes, or its id is not plain letters and digits."""


def keys_of(texts: Mapping[str, str]) -> dict[str, bytes]:
    """Keys in base64, as settings hold them. Raises ``BadKey``, which quotes none."""
    try:
        return {name: base64.b64decode(key, validate=True) for name, key in texts.items()}
    except (binascii.Error, ValueError):
        raise BadKey("A token key is not base64.") from None


def newest(keys: Mapping[str, bytes]) -> str:
    """The id of the key to seal with: the last one listed."""
    return next(reversed(list(keys)), "")


class Box:
    """Seals with the ``current`` key, opens with any key it knows (keys: id to 32 bytes)."""

    def __init__(self, keys: Mapping[str, bytes], current: str, *, purpose: str) -> None:
        for key_id, key in keys.items():
            if not _KEY_ID.match(key_id) or len(key) != _KEY_BYTES:
                raise BadKey(f"Token key {key_id!r} must be {_KEY_BYTES} bytes.")
        if current not in keys:
            raise BadKey(f"The current token key {current!r} is not among the keys.")
        self._ciphers = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self._current, self._purpose = current, purpose.encode()

    @classmethod
    def from_text(cls, keys: Mapping[str, str], *, purpose: str) -> Self:
        """A box from base64 keys as settings hold them; the last one listed is current."""
        decoded = keys_of(keys)
        return cls(decoded, current=newest(decoded), purpose=purpose)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(current={self._current!r}, keys={len(self._ciphers)})"

    def seal(self, words: str, *bound_to: object) -> bytes:
        """The words as they may be stored in the row of these ids."""
        nonce = os.urandom(_NONCE_BYTES)
        about = self._about(self._current, bound_to)
        sealed = self._ciphers[self._current].encrypt(nonce, words.encode(), about)
        return b".".join((_VERSION, self._current.encode(), nonce + sealed))

    def open(self, sealed: bytes | memoryview, *bound_to: object) -> str:
        """The words again. Raises ``Unreadable``."""
        key_id, payload = _split(bytes(sealed))
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise Unreadable(f"It was sealed with key {key_id!r}, unknown here.")
        nonce, body = payload[:_NONCE_BYTES], payload[_NONCE_BYTES:]
        try:
            return cipher.decrypt(nonce, body, self._about(key_id, bound_to)).decode()
        except (InvalidTag, ValueError):
            raise Unreadable("It does not open: it belongs elsewhere, or was altered.") from None

    def is_current(self, sealed: bytes | memoryview) -> bool:
        """Whether it is sealed with the newest key; if not, seal it anew."""
        return _split(bytes(sealed))[0] == self._current

    def _about(self, key_id: str, bound_to: tuple[object, ...]) -> bytes:
        # Lengths in front: row 23 of school 1 must not read like row 3 of school 12.
        parts = [key_id, *map(str, bound_to)]
        ids = b"".join(f"{len(part)}:{part};".encode() for part in parts)
        return self._purpose + b":" + ids


def _split(sealed: bytes) -> tuple[str, bytes]:
    version, _, rest = sealed.partition(b".")
    key_id, dot, payload = rest.partition(b".")
    if version != _VERSION or not dot or not key_id.isascii():
        raise Unreadable("This was never sealed.")
    return key_id.decode("ascii"), payload
