"""A browser and its push service on loopback, written from the RFCs' other side: it opens what was
sealed for it, and takes nothing whose sender it does not know.
"""

import base64
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_P256 = ec.SECP256R1()


def text_of(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def bytes_of(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


@dataclass
class Browser:
    """One that was switched on: its private key, its secret, and its address at the service."""

    endpoint: str
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(_P256)
    )
    auth: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def point(self) -> bytes:
        public = self.private.public_key()
        return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def told(self) -> dict[str, str]:
        """What its script tells the server."""
        return {
            "endpoint": self.endpoint,
            "p256dh": text_of(self.point),
            "auth": text_of(self.auth),
        }

    def opened(self, body: bytes) -> bytes:
        """What was sealed for it (RFC 8188, section 2; RFC 8291, section 3.4)."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, record = body[21 : 21 + length], body[21 + length :]
        assert len(record) <= size
        shared = self.private.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_P256, sender)
        )
        mixed = _derive(shared, self.auth, b"WebPush: info\0" + self.point + sender, 32)
        key = _derive(mixed, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derive(mixed, salt, b"Content-Encoding: nonce\0", 12)
        plain = AESGCM(key).decrypt(nonce, record, None).rstrip(b"\0")
        assert plain.endswith(b"\x02")
        return plain[:-1]

    def notification(self, body: bytes) -> dict[str, str]:
        message: dict[str, Any] = json.loads(self.opened(body))
        assert message["web_push"] == 8030
        return dict(message["notification"])


def is_signed(authorization: str, origin: str, key: str) -> bool:
    """As a service judges who sends (RFC 8292): this key, for this origin, not for too long."""
    scheme, _, rest = authorization.partition(" ")
    told = dict(part.strip().split("=", 1) for part in rest.split(","))
    if scheme != "vapid" or told.get("k") != key:
        return False
    signed, _, signature = told["t"].rpartition(".")
    raw = bytes_of(signature)
    numbers = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    public = ec.EllipticCurvePublicKey.from_encoded_point(_P256, bytes_of(key))
    try:
        public.verify(encode_dss_signature(*numbers), signed.encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    claims = json.loads(bytes_of(signed.partition(".")[2]))
    ends = datetime.fromtimestamp(claims["exp"], UTC)
    soon = timedelta() < ends - datetime.now(UTC) <= timedelta(hours=24)
    return bool(claims["aud"] == origin and soon and claims["sub"].startswith("mailto:"))


@dataclass(frozen=True, slots=True)
class Taken:
    """A message as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class PushService:
    """Answers with ``statuses`` in turn, the last again and again; to a sender it does not know by
    ``key`` with 403 in any case.
    """

    key: str
    origin: str = ""
    statuses: list[int] = field(default_factory=lambda: [201])
    headers: dict[str, str] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    refused: int = 0

    @property
    def host(self) -> str:
        return self.origin.removeprefix("http://")

    def browser(self, name: str = "one") -> Browser:
        return Browser(f"{self.origin}/push/{name}")

    def answer_to(self, authorization: str) -> int:
        if not is_signed(authorization, self.origin, self.key):
            self.refused += 1
            return 403
        return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]


@contextmanager
def listening(key: str) -> Iterator[PushService]:
    """A service that listens for as long as the block lasts, for whoever signs with that key."""
    service = PushService(key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(service))
    server.daemon_threads = True
    service.origin = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


def _handler_of(service: PushService) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.taken.append(Taken(self.path, dict(self.headers.items()), body))
            self.send_response(service.answer_to(self.headers["Authorization"]))
            for name, value in service.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Says nothing."""

    return Handler
