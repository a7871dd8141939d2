"""Requests as the sandbox reads them and replies as it sends them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from schoolsocial.sandbox import problems


@dataclass(frozen=True, slots=True)
class Request:
    """One request; header names in lower case. ``lag`` hides posts younger than so many seconds."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""
    lag: float = 0.0

    def json(self) -> dict[str, Any]:
        """The JSON object in the body; raises the 400 that X would answer."""
        try:
            value = json.loads(self.body or b"{}")
        except ValueError:
            raise problems.invalid("body", "", "The body is not JSON.") from None
        if not isinstance(value, dict):
            raise problems.invalid("body", "", "The body is not a JSON object.")
        return value

    def form(self) -> dict[str, str]:
        """What a page's form sent."""
        return dict(parse_qsl(self.body.decode(errors="replace")))


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply and how it is delivered.

    ``effect`` names what became true on this side, for the oracle. ``delay`` is in seconds.
    ``drip`` is the seconds between one byte of the body and the next, 0 for all at once.
    ``cut`` closes the connection after ``keep`` bytes of the body, before the status line when 0.
    """

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    effect: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0
    cut: bool = False
    keep: int = 0


def json_reply(body: object, status: int = 200, **effect: str) -> Reply:
    """A JSON reply; keyword arguments name its effect."""
    return Reply(status=status, body=json.dumps(body).encode(), effect=effect)


def problem_reply(problem: problems.Problem) -> Reply:
    """The reply X gives for a refusal."""
    return Reply(
        status=problem.status,
        body=json.dumps(problem.body).encode(),
        content_type="application/problem+json",
        headers=problem.headers,
    )
