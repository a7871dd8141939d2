"""Tokens at rest: AES-256-GCM, bound to the school and the account they belong to.

A sealed token is ``v1.<key id>.`` followed by a 12-byte nonce and the ciphertext. School and
account go in as associated data: a token copied into another account's row does not open.
"""

import base64
import binascii
import os
import re
from collections.abc import Mapping
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from schoolsocial.x import errors

_VERSION = b"v1"
_NONCE_BYTES = 12
_KEY_BYTES = 32
_KEY_ID = re.compile(r"^[A-Za-z0-9_-]{1,32}$")


class TokenUnreadable(errors.NotSent):
    """A sealed token does not open here: wrong school, account or key, or it was altered."""


class BadTokenKey(ValueError):
    """A key for tokens is not 32 bytes, or its id is not plain letters and digits."""


class TokenBox:
    """Seals with the ``current`` key, opens with any key it knows (keys: id to 32 bytes)."""

    def __init__(self, keys: Mapping[str, bytes], current: str) -> None:
        for key_id, key in keys.items():
            if not _KEY_ID.match(key_id) or len(key) != _KEY_BYTES:
                raise BadTokenKey(f"Token key {key_id!r} must be {_KEY_BYTES} bytes.")
        if current not in keys:
            raise BadTokenKey(f"The current token key {current!r} is not among the keys.")
        self._ciphers = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self._current = current

    @classmethod
    def from_text(cls, keys: Mapping[str, str]) -> Self:
        """A box from base64 keys as settings hold them; the last one listed is current."""
        try:
            decoded = {name: base64.b64decode(key, validate=True) for name, key in keys.items()}
        except (binascii.Error, ValueError):
            raise BadTokenKey("A token key is not base64.") from None
        return cls(decoded, current=next(reversed(decoded), ""))

    def __repr__(self) -> str:
        return f"TokenBox(current={self._current!r}, keys={len(self._ciphers)})"

    def seal(self, token: str, *, school_id: object, account_id: object) -> bytes:
        """The token as it may be stored in the account's row."""
        nonce = os.urandom(_NONCE_BYTES)
        bound_to = _bound_to(self._current, school_id, account_id)
        sealed = self._ciphers[self._current].encrypt(nonce, token.encode(), bound_to)
        return b".".join((_VERSION, self._current.encode(), nonce + sealed))

    def open(self, sealed: bytes | memoryview, *, school_id: object, account_id: object) -> str:
        """The token again. Raises TokenUnreadable, which says nothing about the token."""
        key_id, payload = _split(bytes(sealed))
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise TokenUnreadable(f"The token was sealed with key {key_id!r}, unknown here.")
        nonce, body = payload[:_NONCE_BYTES], payload[_NONCE_BYTES:]
        try:
            return cipher.decrypt(nonce, body, _bound_to(key_id, school_id, account_id)).decode()
        except (InvalidTag, ValueError):
            raise TokenUnreadable(
                "The token does not open: it belongs to another school or account, or was altered."
            ) from None

    def is_current(self, sealed: bytes | memoryview) -> bool:
        """Whether a token is sealed with the newest key; if not, seal it anew."""
        return _split(bytes(sealed))[0] == self._current


def _split(sealed: bytes) -> tuple[str, bytes]:
    version, _, rest = sealed.partition(b".")
    key_id, dot, payload = rest.partition(b".")
    if version != _VERSION or not dot or not key_id.isascii():
        raise TokenUnreadable("This is no sealed token.")
    return key_id.decode("ascii"), payload


def _bound_to(key_id: str, school_id: object, account_id: object) -> bytes:
    # Lengths in front: school 1 with account 23 must not read like school 12 with account 3.
    parts = [key_id, str(school_id), str(account_id)]
    return b"x-token:" + b"".join(f"{len(part)}:{part};".encode() for part in parts)
