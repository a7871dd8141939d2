"""The sandbox's own switches, over HTTP."""

from datetime import timedelta
from typing import Any

import requests
from django.conf import settings

from schoolsocial.x.credentials import TokenPair

_SECONDS = 10


def account(handle: str, name: str) -> tuple[str, TokenPair]:
    """An account on the sandbox: its id and a living pair of tokens."""
    answer = _ask("accounts", {"handle": handle, "name": name, "bio": "Drawn for a demo."})
    tokens = TokenPair(
        access_token=answer["access_token"],
        refresh_token=answer["refresh_token"],
        expires_in=timedelta(hours=2),
        scopes=(),
    )
    return str(answer["id"]), tokens


def mention(author: str, handle: str, text: str) -> None:
    """Somebody writes to an account."""
    _ask("mentions", {"from": author, "to": handle, "text": text})


def plan_fault(kind: str, operation: str) -> None:
    """The next request of that operation goes wrong."""
    _ask("faults", {"faults": [{"kind": kind, "operation": operation}]})


def oracle() -> dict[str, Any]:
    """Everything the sandbox received, and what is live on it."""
    response = requests.get(f"{settings.X_API_URL}/_sandbox/oracle", timeout=_SECONDS)
    response.raise_for_status()
    answer: dict[str, Any] = response.json()
    return answer


def picture(key: str) -> bytes:
    """A picture of a live post, as the public sees it."""
    response = requests.get(f"{settings.X_API_URL}/media/{key}", timeout=_SECONDS)
    response.raise_for_status()
    return response.content


def _ask(switch: str, body: dict[str, Any]) -> dict[str, Any]:
    response = requests.post(f"{settings.X_API_URL}/_sandbox/{switch}", json=body, timeout=_SECONDS)
    response.raise_for_status()
    answer: dict[str, Any] = response.json()
    return answer
