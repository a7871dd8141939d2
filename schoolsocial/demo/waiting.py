"""Ports, and waiting for something to be ready: always by asking it, always with an end."""

import errno
import http.client
import socket
import time
from collections.abc import Callable
from pathlib import Path

from schoolsocial.demo.telling import Trouble

LOOPBACK = "127.0.0.1"
_BETWEEN_LOOKS = 0.05


def until(ready: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Look until ``ready`` says so; :class:`Trouble` naming ``what`` after so many seconds."""
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise Trouble(f"{what} was not ready after {seconds:.0f} seconds.")
        time.sleep(_BETWEEN_LOOKS)


def free_port() -> int:
    """A loopback port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def refuse_taken(port: int, *, choose: str) -> None:
    """:class:`Trouble` where the port cannot be had. ``choose`` is how to ask for another one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            why = {
                errno.EADDRINUSE: "is taken by another program",
                errno.EACCES: "may not be used by this account",
            }.get(error.errno or 0, f"cannot be used ({error.strerror})")
            raise Trouble(f"Port {port} {why}. Choose another: {choose}") from None


def answers_http(port: int) -> bool:
    """Whether a web server answers anything at all on this loopback port."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def logged(log: Path, words: str, *, after: int = 0) -> bool:
    """Whether a log has these words somewhere after so many bytes."""
    return log.exists() and words.encode() in log.read_bytes()[after:]
