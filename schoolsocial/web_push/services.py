"""The push services of browsers, and handing one of them a message (RFC 8030).

The address comes from a browser, so from anybody: only services that are listed are spoken to,
over TLS, and by way of ``outward``, which never leads into the house.
"""

import ssl
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from schoolsocial import outward
from schoolsocial.web_push import sealing, vapid
from schoolsocial.web_push.keys import BrowserKeys, ServerKey

LONGEST_ADDRESS = 1000
SECONDS = 10.0
_SUCCESS, _SERVERS_FAULT = 2, 5


class Urgency(StrEnum):
    """RFC 8030's word for whether a device that saves its battery is woken."""

    NORMAL = "normal"
    HIGH = "high"


class Verdict(StrEnum):
    ARRIVED = "arrived"  # at the service, which hands it on
    GONE = "gone"  # the browser is no longer there: never again
    LATER = "later"
    REFUSED = "refused"  # asking again would not help


@dataclass(frozen=True, slots=True)
class Message:
    """What goes to one browser. ``topic`` replaces what still waits there under the same one."""

    address: str
    keys: BrowserKeys
    body: bytes
    seconds: int
    urgency: Urgency
    topic: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """``trouble`` is a short code, "" where it arrived; ``wait`` is what the service asked for."""

    verdict: Verdict
    trouble: str = ""
    wait: int | None = None


def is_known(address: str) -> bool:
    """Whether it leads to a listed service: over TLS, or to a stand-in on this machine."""
    try:
        parts = urlsplit(address)
        bare = parts.username is None and parts.password is None and not parts.fragment
        over = "http" if _is_local(parts) else "https"
        where = parts.netloc.lower()
    except ValueError:
        return False
    plain = bare and parts.scheme == over and len(address) <= LONGEST_ADDRESS
    return plain and any(_is_at(where, one) for one in settings.PUSH_SERVICES)


def send(message: Message, key: ServerKey, *, contact: str, now: datetime) -> Outcome:
    """Hand it over once. Raises nothing that comes from outside."""
    if not is_known(message.address):
        return Outcome(Verdict.REFUSED, "not-allowed")
    parts = urlsplit(message.address)
    origin = f"{parts.scheme}://{parts.netloc}"
    headers = {
        "Authorization": vapid.authorization(key, origin=origin, contact=contact, now=now),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(message.seconds),
        "Urgency": message.urgency.value,
        "Topic": message.topic,
    }
    sealed = sealing.sealed(message.body, message.keys)
    return _sent(
        message.address, outward.Request("POST", sealed, headers), may_be_local=_is_local(parts)
    )


def _sent(address: str, request: outward.Request, *, may_be_local: bool) -> Outcome:
    try:
        with outward.asked(address, request, may_be_local=may_be_local, seconds=SECONDS) as answer:
            return _judged(answer)
    except outward.NotAllowed:
        return Outcome(Verdict.REFUSED, "not-allowed")
    except TimeoutError:
        return Outcome(Verdict.LATER, "too-slow")
    except (OSError, ssl.SSLError, HTTPException, ValueError):
        return Outcome(Verdict.LATER, "no-answer")


def _judged(answer: HTTPResponse) -> Outcome:
    status = answer.status
    if status // 100 == _SUCCESS:
        return Outcome(Verdict.ARRIVED)
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Outcome(Verdict.GONE, "gone")
    if status == HTTPStatus.TOO_MANY_REQUESTS or status // 100 == _SERVERS_FAULT:
        return Outcome(Verdict.LATER, "busy", _seconds(answer.headers.get("Retry-After", "")))
    return Outcome(Verdict.REFUSED, "refused")


def _seconds(told: str) -> int | None:
    return int(told) if told.isascii() and told.isdigit() else None


def _is_at(where: str, listed: str) -> bool:
    return where.endswith(listed) if listed.startswith(".") else where == listed


def _is_local(parts: SplitResult) -> bool:
    """Whether it is written as a loopback address, as a stand-in's is; no name is looked up."""
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
