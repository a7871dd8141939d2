"""One small server that answers whoever watches, where nobody else may ask."""

import ipaddress
import socket
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from prometheus_client import CollectorRegistry, make_wsgi_app

from schoolsocial.operations.metrics import collecting


class PublicAddress(ValueError):
    """The figures would be told to whoever asks."""


class _Quiet(WSGIRequestHandler):
    timeout = 5  # s; one that asks and does not go on keeps nobody waiting for longer

    def log_message(self, *told: Any) -> None:
        """Each scrape would be a line."""


def server(host: str, port: int, root: Path, *, may_be_public: bool = False) -> WSGIServer:
    """A server that listens; the figures of the processes are under ``root``. One request at a
    time, so that those who ask use one connection to the database at the most. Raises
    ``PublicAddress``, and ``OSError`` where it cannot listen.
    """
    family, address = _address_of(host, port)
    if not may_be_public and not _is_private(address):
        raise PublicAddress(
            f"METRICS_HOST: {host} may be reached from anywhere. Name an address of this machine "
            "or of a network of its own, or set METRICS_MAY_BE_PUBLIC."
        )

    class Listening(WSGIServer):
        address_family = family

    registry = CollectorRegistry()
    registry.register(collecting.Counted(root))
    registry.register(collecting.Standing())
    made = Listening((address, port), _Quiet)
    made.set_app(make_wsgi_app(registry))
    return made


def _address_of(host: str, port: int) -> tuple[socket.AddressFamily, str]:
    """What a name stands for, asked once: what is judged is what is listened on."""
    family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    return family, str(place[0])


def _is_private(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    return found.is_private and not found.is_unspecified
