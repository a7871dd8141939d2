"""Signing a message as Standard Webhooks has it (standardwebhooks.com, version 1).

The receiver works out HMAC-SHA256 over ``<id>.<seconds>.<body>`` with the secret they were shown
and compares it with any of the signatures in the header.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

PREFIX = "whsec_"
_BYTES = 32


def new_secret() -> str:
    """``whsec_`` and 256 random bits in base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def headers(
    *, message: str, at: datetime, body: bytes, secrets_in_use: Iterable[str]
) -> dict[str, str]:
    """The three headers; one signature for each secret, the newest first."""
    seconds = str(int(at.timestamp()))
    signed = b".".join((message.encode(), seconds.encode(), body))
    return {
        "webhook-id": message,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(_signature(secret, signed) for secret in secrets_in_use),
    }


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
