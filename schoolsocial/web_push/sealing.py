"""A message only one browser can read, RFC 8291: one record of RFC 8188, ``aes128gcm``.

Every message is filled up to one length, so that the service that carries it cannot tell by its
size what it says.
"""

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from schoolsocial.web_push.keys import CURVE, BrowserKeys, point_of

LENGTH = 2048
"""Bytes of every message with its end mark; services take 4096 of what comes of it."""
_RECORD = 4096
_SALT_BYTES = 16
_LAST = b"\x02"


class TooLong(ValueError):
    """More than ``LENGTH`` allows."""


def sealed(message: bytes, browser: BrowserKeys) -> bytes:
    """The body to send, under a key and a salt of its own. Raises ``TooLong``."""
    if len(message) >= LENGTH:
        raise TooLong
    filled = (message + _LAST).ljust(LENGTH, b"\x00")
    return record(
        filled, browser, sender=ec.generate_private_key(CURVE), salt=os.urandom(_SALT_BYTES)
    )


def record(
    filled: bytes, browser: BrowserKeys, *, sender: ec.EllipticCurvePrivateKey, salt: bytes
) -> bytes:
    """What stands in RFC 8291, section 3.4: header and the one record."""
    ours = point_of(sender)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, browser.point)
    shared = sender.exchange(ec.ECDH(), theirs)
    about = b"WebPush: info\x00" + browser.point + ours
    secret = _derived(shared, salt=browser.auth, info=about, length=32)
    key = _derived(secret, salt=salt, info=b"Content-Encoding: aes128gcm\x00", length=16)
    nonce = _derived(secret, salt=salt, info=b"Content-Encoding: nonce\x00", length=12)
    header = salt + _RECORD.to_bytes(4) + len(ours).to_bytes(1) + ours
    return header + AESGCM(key).encrypt(nonce, filled, None)


def _derived(secret: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length=length, salt=salt, info=info).derive(secret)
