"""The keys of the API: ``sst_<school>_<43 random characters>``.

A key names its school, so that it is looked for among that school's keys alone.
"""

import hashlib
import re
import secrets
from typing import NamedTuple

_KEY = re.compile(r"sst_([1-9][0-9]{0,8})_[A-Za-z0-9_-]{43}", re.ASCII)
_BYTES = 32


class Presented(NamedTuple):
    """A key as somebody sent it: whose it says it is, and what is looked for."""

    school_id: int
    key_hash: str


def new(school_id: int) -> str:
    """256 random bits behind the school's number."""
    return f"sst_{school_id}_{secrets.token_urlsafe(_BYTES)}"


def hashed(key: str) -> str:
    """What is stored: SHA-256, hexadecimal. A random key of this length needs no salt."""
    return hashlib.sha256(key.encode()).hexdigest()


def presented(authorization: str) -> Presented | None:
    """The key in an ``Authorization`` header, or ``None`` where there is none that could be."""
    kind, _, key = authorization.partition(" ")
    found = _KEY.fullmatch(key.strip())
    if kind.lower() != "bearer" or found is None:
        return None
    return Presented(int(found[1]), hashed(key.strip()))
