"""A school's website on loopback that takes messages, well or badly, and checks signatures."""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


@dataclass(frozen=True, slots=True)
class Taken:
    """A message as it arrived."""

    id: str
    timestamp: str
    signatures: list[str]
    body: bytes

    def is_signed_with(self, secret: str) -> bool:
        """As the documentation tells a website to check."""
        signed = f"{self.id}.{self.timestamp}.".encode() + self.body
        key = base64.b64decode(secret.removeprefix("whsec_"))
        digest = hmac.digest(key, signed, hashlib.sha256)
        return "v1," + base64.b64encode(digest).decode() in self.signatures


@dataclass
class Receiver:
    """``status`` is what it answers; it waits for ``go_on`` first; ``drips`` sends it in bits."""

    address: str = ""
    status: int = 204
    location: str = ""
    drips: bool = False
    taken: list[Taken] = field(default_factory=list)
    arrived: Event = field(default_factory=Event)
    go_on: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.go_on.set()

    def ids(self) -> list[str]:
        return [message.id for message in self.taken]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver that listens for as long as the block lasts."""
    receiver = Receiver()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(receiver))
    server.daemon_threads = True
    receiver.address = f"http://127.0.0.1:{server.server_port}/hooks?of=school"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.go_on.set()
        server.shutdown()
        server.server_close()


def _handler_of(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.taken.append(
                Taken(
                    self.headers["webhook-id"],
                    self.headers["webhook-timestamp"],
                    self.headers["webhook-signature"].split(),
                    body,
                )
            )
            receiver.arrived.set()
            receiver.go_on.wait(20)
            self._drip() if receiver.drips else self._answer()

        def _answer(self) -> None:
            self.send_response(receiver.status)
            if receiver.location:
                self.send_header("Location", receiver.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _drip(self) -> None:
            pause = Event()
            try:
                for _ in range(200):
                    self.wfile.write(b"H")
                    pause.wait(0.05)
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Says nothing."""

    return Handler
