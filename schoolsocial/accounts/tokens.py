"""Keys that travel by mail. Only a hash of each is kept."""

import hashlib
import secrets


def new() -> str:
    """256 random bits, fit for a link."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is stored: SHA-256, hexadecimal. A random key of this length needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
