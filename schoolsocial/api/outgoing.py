"""Posting to an address that somebody typed, without being led into the house: see ``outward``.

No answer's body is read.
"""

import socket
import ssl
from dataclasses import dataclass
from http.client import HTTPException

from schoolsocial import outward
from schoolsocial.outward import NotAllowed

SECONDS = 10.0
_SUCCESS, _REDIRECT = 2, 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the status answered, or a short code of why none came."""

    status: int | None
    trouble: str = ""

    @property
    def arrived(self) -> bool:
        return not self.trouble


def post(
    address: str,
    body: bytes,
    headers: dict[str, str],
    *,
    may_be_local: bool,
    seconds: float = SECONDS,
) -> Outcome:
    """Send once, taking so many seconds at most after the name is looked up. Raises nothing."""
    request = outward.Request("POST", body, headers)
    try:
        with outward.asked(address, request, may_be_local=may_be_local, seconds=seconds) as answer:
            status = answer.status
    except NotAllowed:
        return Outcome(None, "not-allowed")
    except socket.gaierror:
        return Outcome(None, "no-such-name")
    except ssl.SSLError:
        return Outcome(None, "certificate")
    except TimeoutError:
        return Outcome(None, "too-slow")
    except (OSError, HTTPException, ValueError):
        return Outcome(None, "no-answer")
    return Outcome(status, _trouble(status))


def _trouble(status: int) -> str:
    if status // 100 == _SUCCESS:
        return ""
    return "redirect" if status // 100 == _REDIRECT else "refused"
