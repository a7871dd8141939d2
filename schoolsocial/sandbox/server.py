"""The HTTP server itself: loopback only, one thread a connection."""

import logging
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from schoolsocial.sandbox.exchange import reply_to
from schoolsocial.sandbox.messages import Reply, Request
from schoolsocial.sandbox.world import World

HOST = "127.0.0.1"
POLL_SECONDS = 0.02  # how quickly a stop is noticed
MAX_BODY_BYTES = 16 * 1024 * 1024
_LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_log = logging.getLogger(__name__)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, world: World) -> None:
        self.world = world
        self.stopping = threading.Event()
        super().__init__((HOST, port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def do_DELETE(self) -> None:
        self._answer()

    def log_message(self, *args: Any, **_names: Any) -> None:
        _log.debug(*args)

    def _answer(self) -> None:
        try:
            refusal, request = self._read()
            reply = refusal or reply_to(self.server.world, request)
            self._deliver(reply)
        except ConnectionError:
            self.close_connection = True

    def _read(self) -> tuple[Reply | None, Request]:
        address = urlsplit(self.path)
        length = int(self.headers.get("content-length") or 0)
        refusal = self._refusal(address.path, length)
        self.close_connection = self.close_connection or refusal is not None
        request = Request(
            method=self.command,
            path=address.path,
            query=dict(parse_qsl(address.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=b"" if refusal else self.rfile.read(length),
        )
        return refusal, request

    def _refusal(self, path: str, length: int) -> Reply | None:
        """A web page elsewhere must not reach the sandbox through somebody's browser."""
        if self.headers.get("host", "").rpartition(":")[0] not in _LOCAL_NAMES:
            return Reply(421, b"This sandbox answers on loopback only.", "text/plain")
        if length > MAX_BODY_BYTES:
            return Reply(413, b"Too large.", "text/plain")
        switches = path.startswith("/_sandbox/") and self.command != "GET"
        if switches and self.headers.get_content_type() != "application/json":
            return Reply(415, b"Send application/json.", "text/plain")
        return None

    def _deliver(self, reply: Reply) -> None:
        if reply.delay:
            self.server.stopping.wait(reply.delay)
        if reply.cut:
            self.close_connection = True
        if reply.cut and not reply.keep:
            self._reset()
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self._write(reply.body[: reply.keep] if reply.cut else reply.body, reply.drip)

    def _write(self, body: bytes, drip: float) -> None:
        if not drip:
            self.wfile.write(body)
            return
        for place in range(len(body)):
            self.wfile.write(body[place : place + 1])
            if self.server.stopping.wait(drip):
                return

    def _reset(self) -> None:
        """Close with a reset, as a dying machine would, rather than with a goodbye."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


class Sandbox:
    """A running sandbox: ``with Sandbox() as sandbox: … sandbox.url``. Port 0 picks a free one."""

    def __init__(self, port: int = 0, state_file: Path | None = None) -> None:
        self.world = World(state_file)
        self._server = _Server(port, self.world)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(POLL_SECONDS,), daemon=True
        )

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._server.server_port}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stop answering; hanging replies end at once."""
        self._server.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
