"""Pictures as X shows them to everybody: where they lie, and fetching one.

An address comes from X's answer and is trusted no further than that: it has to lead to a host that
X serves pictures from (``X_MEDIA_HOSTS``), over TLS, to a public address of the network. No
redirect is followed. No token travels along: the pictures are public.
"""

import ssl
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse, IncompleteRead
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings

from schoolsocial import outward

MOST_BYTES = 15 * 1024 * 1024
SECONDS = 20.0
TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})
_PIECE = 64 * 1024
_REDIRECT = 3

Trouble = Literal[
    "not-allowed", "redirect", "too-heavy", "wrong-type", "cut-short", "too-slow", "no-answer",
    "refused",
]  # fmt: skip

FOR_GOOD: frozenset[Trouble] = frozenset({"not-allowed", "too-heavy"})
"""Asking again would change nothing."""


class Gone(Exception):
    """X has no such picture: 404 or 410."""


class NotFetched(Exception):
    """The picture did not come; ``trouble`` is a code of why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes that came, and which type X says they are: one of ``TYPES``."""

    content: bytes
    media_type: str


def fetch(address: str) -> Fetched:
    """The picture at an address that X told. Raises ``Gone``, ``NotFetched``."""
    if not is_allowed(address):
        raise NotFetched("not-allowed")
    request = outward.Request("GET", headers={"Accept": ", ".join(sorted(TYPES))})
    try:
        with outward.asked(
            address, request, may_be_local=_is_local(address), seconds=SECONDS
        ) as answer:
            return _read(answer)
    except outward.NotAllowed:
        raise NotFetched("not-allowed") from None
    except TimeoutError:
        raise NotFetched("too-slow") from None
    except IncompleteRead:
        raise NotFetched("cut-short") from None
    except (OSError, ssl.SSLError, HTTPException, ValueError):
        raise NotFetched("no-answer") from None


def is_allowed(address: str) -> bool:
    """Whether X serves pictures there: over TLS, or from a stand-in on this machine."""
    try:
        parts = urlsplit(address)
        bare = parts.username is None and parts.password is None
        over = "http" if _is_local(address) else "https"
    except ValueError:
        return False
    return bare and parts.scheme == over and parts.netloc.lower() in settings.X_MEDIA_HOSTS


def _is_local(address: str) -> bool:
    """Whether it is written as a loopback address, as a stand-in's is; no name is looked up."""
    try:
        return ip_address(urlsplit(address).hostname or "").is_loopback
    except ValueError:
        return False


def _read(answer: HTTPResponse) -> Fetched:
    if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        raise Gone
    if answer.status // 100 == _REDIRECT:
        raise NotFetched("redirect")
    if answer.status != HTTPStatus.OK:
        raise NotFetched("refused")
    media_type = answer.headers.get_content_type()
    if media_type not in TYPES:
        raise NotFetched("wrong-type")
    return Fetched(_whole(answer), media_type)


def _whole(answer: HTTPResponse) -> bytes:
    """The body, never more than ``MOST_BYTES`` of it in memory."""
    told = answer.length  # by its header; None where it came without
    if told is not None and told > MOST_BYTES:
        raise NotFetched("too-heavy")
    content = bytearray()
    while piece := answer.read(_PIECE):
        content += piece
        if len(content) > MOST_BYTES:
            raise NotFetched("too-heavy")
    if told is not None and len(content) < told:
        raise IncompleteRead(b"", told - len(content))
    return bytes(content)
