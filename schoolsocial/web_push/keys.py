"""The installation's own key, by which push services know who sends (RFC 8292), and a browser's."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
SECRET_BYTES, POINT_BYTES, AUTH_BYTES = 32, 65, 16


class BadKey(ValueError):
    """It is no key of its kind. Quotes none of it."""


@dataclass(frozen=True)
class ServerKey:
    """The private half, from which the public one follows: one secret to keep."""

    private: ec.EllipticCurvePrivateKey

    @cached_property
    def public(self) -> str:
        """What a browser is given, as base64url."""
        return base64url(point_of(self.private))

    @property
    def mark(self) -> str:
        """Tells this key from another, in a row of the database."""
        return hashlib.sha256(self.public.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class BrowserKeys:
    """What a browser gave to seal for it: its public point and the secret it authenticates by."""

    point: bytes
    auth: bytes

    @classmethod
    def read(cls, p256dh: str, auth: str) -> "BrowserKeys":
        """From base64url, as a browser tells them. Raises ``BadKey``."""
        point, secret = from_base64url(p256dh), from_base64url(auth)
        if len(point) != POINT_BYTES or len(secret) != AUTH_BYTES:
            raise BadKey("A browser's keys have 65 and 16 bytes.")
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
        except ValueError:
            raise BadKey("A browser's key is no point of the curve.") from None
        return cls(point, secret)


def server_key(text: str) -> ServerKey:
    """From the 32 bytes in base64 that the setting holds. Raises ``BadKey``."""
    try:
        secret = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadKey("It is not base64.") from None
    if len(secret) != SECRET_BYTES:
        raise BadKey("It has to be 32 bytes.")
    try:
        return ServerKey(ec.derive_private_key(int.from_bytes(secret), CURVE))
    except ValueError:
        raise BadKey("It is no number of the curve. Make another.") from None


def point_of(private: ec.EllipticCurvePrivateKey) -> bytes:
    """The public point that belongs to it, uncompressed."""
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """Padded or not. Raises ``BadKey``."""
    try:
        whole = text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)
        return base64.b64decode(whole, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise BadKey("It is not base64url.") from None
