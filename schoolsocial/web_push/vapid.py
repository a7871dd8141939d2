"""Who sends, RFC 8292: a short-lived token for one push service, signed with the server's key."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from schoolsocial.web_push.keys import SECRET_BYTES, ServerKey, base64url

LASTS = timedelta(hours=12)
"""Services take up to a day; half of it leaves room for clocks."""


def authorization(key: ServerKey, *, origin: str, contact: str, now: datetime) -> str:
    """The header. ``contact`` is where the service reaches whoever runs this installation."""
    claims = {"aud": origin, "exp": int((now + LASTS).timestamp()), "sub": contact}
    signed = f"{_part({'typ': 'JWT', 'alg': 'ES256'})}.{_part(claims)}"
    r, s = decode_dss_signature(key.private.sign(signed.encode(), ec.ECDSA(SHA256())))
    signature = base64url(r.to_bytes(SECRET_BYTES) + s.to_bytes(SECRET_BYTES))
    return f"vapid t={signed}.{signature}, k={key.public}"


def _part(told: Mapping[str, object]) -> str:
    return base64url(json.dumps(told, separators=(",", ":")).encode())
