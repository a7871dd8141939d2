"""What the sandbox saw: every request and what came of it, with tokens and pictures left out."""

import hashlib
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from schoolsocial.sandbox.messages import Request

KEPT = 5000
_SECRET_FIELDS = frozenset({"refresh_token", "access_token", "client_secret"})


@dataclass
class Seen:
    """One request. ``status`` is 0 where the connection was cut before a reply.

    ``effect`` is what became true here (``{"post": id}``), whatever the caller was told.
    """

    number: int
    at: str
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: object
    operation: str = ""
    account: str = ""
    fault: str = ""
    status: int = 0
    effect: dict[str, str] = field(default_factory=dict)


class Oracle:
    """The last few thousand requests, in order of arrival."""

    def __init__(self) -> None:
        self._seen: deque[Seen] = deque(maxlen=KEPT)
        self._count = 0

    def note(self, request: Request) -> Seen:
        """Write a request down before anything is done about it."""
        self._count += 1
        seen = Seen(
            number=self._count,
            at=datetime.now(UTC).isoformat(),
            method=request.method,
            path=request.path,
            query=dict(request.query),
            headers=_without_secrets(request.headers),
            body=_readable(request),
        )
        self._seen.append(seen)
        return seen

    def forget(self) -> None:
        self._seen.clear()

    def dump(self) -> list[dict[str, Any]]:
        return [asdict(seen) for seen in self._seen]


def fingerprint(secret: str) -> str:
    """Eight digits that tell one token from another without giving either away."""
    return "hidden:" + hashlib.sha256(secret.encode()).hexdigest()[:8]


def _without_secrets(headers: Mapping[str, str]) -> dict[str, str]:
    kept = dict(headers)
    scheme, _, value = kept.get("authorization", "").partition(" ")
    if value:
        kept["authorization"] = f"{scheme} {fingerprint(value)}"
    return kept


def _readable(request: Request) -> object:
    if not request.body:
        return None
    text = request.body.decode("utf-8", errors="replace")
    if "form-urlencoded" in request.headers.get("content-type", ""):
        return _masked(dict(parse_qsl(text)))
    try:
        body = json.loads(text)
    except ValueError:
        return text
    return _masked(body) if isinstance(body, dict) else body


def _masked(body: dict[str, Any]) -> dict[str, Any]:
    masked = {
        name: fingerprint(str(value)) if name in _SECRET_FIELDS else value
        for name, value in body.items()
    }
    picture = body.get("media")
    if isinstance(picture, str):
        masked["media"] = f"{len(picture)} characters, {fingerprint(picture)}"
    return masked
