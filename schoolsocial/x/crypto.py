"""Tokens at rest, sealed to the school and the account they belong to (see ``sealed``)."""

from collections.abc import Mapping
from typing import Self

from schoolsocial.sealed import BadKey, Box, Unreadable, keys_of, newest
from schoolsocial.x import errors

BadTokenKey = BadKey
_PURPOSE = "x-token"


class TokenUnreadable(errors.NotSent):
    """A sealed token does not open here: wrong school, account or key, or it was altered."""


class TokenBox:
    """Seals with the ``current`` key, opens with any key it knows (keys: id to 32 bytes)."""

    def __init__(self, keys: Mapping[str, bytes], current: str) -> None:
        self._box = Box(keys, current, purpose=_PURPOSE)

    @classmethod
    def from_text(cls, keys: Mapping[str, str]) -> Self:
        """A box from base64 keys as settings hold them; the last one listed is current."""
        decoded = keys_of(keys)
        return cls(decoded, current=newest(decoded))

    def __repr__(self) -> str:
        return f"Token{self._box!r}"

    def seal(self, token: str, *, school_id: object, account_id: object) -> bytes:
        """The token as it may be stored in the account's row."""
        return self._box.seal(token, school_id, account_id)

    def open(self, sealed: bytes | memoryview, *, school_id: object, account_id: object) -> str:
        """The token again. Raises TokenUnreadable, which says nothing about the token."""
        try:
            return self._box.open(sealed, school_id, account_id)
        except Unreadable as unreadable:
            raise TokenUnreadable(f"A token does not open. {unreadable}") from None

    def is_current(self, sealed: bytes | memoryview) -> bool:
        """Whether a token is sealed with the newest key; if not, seal it anew."""
        return self._box.is_current(sealed)
