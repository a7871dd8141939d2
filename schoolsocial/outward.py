"""Connecting to an address that came from outside, without being led into the house.

The name is looked up once; if any address it stands for is not a public one, nothing is sent.
Then exactly the address that was looked at is connected to, so that a second look-up cannot tell
another story. No redirect is followed and no proxy of the environment asked.
"""

import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Event, Timer
from urllib.parse import SplitResult, urlsplit

from requests.utils import DEFAULT_CA_BUNDLE_PATH

HTTPS, HTTP = 443, 80
_INSIDE_OTHERS = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
"""IPv6 that stands for an IPv4 address behind a translator, perhaps one of ours."""

Address = IPv4Address | IPv6Address


class NotAllowed(Exception):
    """The address leads to this machine, to the network around it, or to nowhere public."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent to whoever answers there."""

    method: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def asked(
    address: str, request: Request, *, may_be_local: bool, seconds: float
) -> Iterator[HTTPResponse]:
    """Send once; the answer, its body unread. All of it, reading included, takes so many seconds
    at most after the name is looked up.

    Raises ``NotAllowed``, ``TimeoutError``, ``OSError`` (``socket.gaierror``, ``ssl.SSLError``),
    ``HTTPException``, ``ValueError``.
    """
    parts = urlsplit(address)
    port = parts.port or (HTTPS if parts.scheme == "https" else HTTP)
    if not may_be_local and (parts.scheme, port) != ("https", HTTPS):
        raise NotAllowed
    found = _looked_up(parts.hostname or "", port, may_be_local=may_be_local)
    until = time.monotonic() + seconds
    with _connected(found, until) as plain:
        connection = _behind_tls(plain, parts) if parts.scheme == "https" else plain
        with connection, _cut_off(connection, until):
            if isinstance(connection, ssl.SSLSocket):
                connection.do_handshake()
            with _answer(connection, parts, request) as answer:
                yield answer


def is_public(found: Address) -> bool:
    """Whether an address is one of the open internet, whichever way it is written."""
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if inner is not None:
            return is_public(inner)
        if found.teredo or any(found in network for network in _INSIDE_OTHERS):
            return False
    return found.is_global and not found.is_multicast


def _behind_tls(plain: socket.socket, parts: SplitResult) -> ssl.SSLSocket:
    """The same connection, its handshake still to come, for the name that was given."""
    context = ssl.create_default_context(cafile=DEFAULT_CA_BUNDLE_PATH)
    return context.wrap_socket(plain, server_hostname=parts.hostname, do_handshake_on_connect=False)


def _looked_up(host: str, port: int, *, may_be_local: bool) -> list[tuple[str, int]]:
    """The numeric addresses of that name. Raises ``NotAllowed``, ``socket.gaierror``."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    found = list(dict.fromkeys(str(row[4][0]) for row in rows))
    if not may_be_local and not all(is_public(ip_address(one)) for one in found):
        raise NotAllowed
    return [(one, port) for one in found]


def _connected(found: list[tuple[str, int]], until: float) -> socket.socket:
    """To the first of the addresses that takes it. Raises ``OSError``."""
    failed = OSError("The name stands for no address.")
    for one in found:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        try:
            return socket.create_connection(one, timeout=left)
        except OSError as error:
            failed = error
    raise failed


@contextmanager
def _cut_off(connection: socket.socket, until: float) -> Iterator[None]:
    """End the talk when its time is up, even with one who sends a byte now and then."""
    late = Event()

    def cut() -> None:
        late.set()
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    timer = Timer(max(until - time.monotonic(), 0), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
        if late.is_set():
            raise TimeoutError
    except (OSError, HTTPException):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()


def _answer(connection: socket.socket, parts: SplitResult, request: Request) -> HTTPResponse:
    talk = HTTPConnection(parts.hostname or "")
    talk.sock = connection
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": parts.netloc, "Connection": "close", **request.headers}
    talk.request(request.method, target, request.body, headers)
    return talk.getresponse()
