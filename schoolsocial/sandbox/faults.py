"""Misbehaviour on request: which operation goes wrong, how, and how often."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from schoolsocial.sandbox import problems
from schoolsocial.sandbox.messages import Reply, problem_reply

OPERATIONS = frozenset(
    {
        "create",
        "delete",
        "lookup",
        "upload",
        "metadata",
        "me",
        "timeline",
        "mentions",
        "followers",
        "following",
        "blocking",
        "block",
        "unblock",
        "hide",
        "token",
        "revoke",
        "picture",
    }
)
RESETS = {"near": 5, "past": -3600, "far": 30 * 86400}
_HUGE = 16 * 1024 * 1024
_HTML = "text/html; charset=utf-8"
_OVERLOADED = b"<html><body><h1>503 Service Unavailable</h1>Over capacity</body></html>"


class BadFault(ValueError):
    """A fault plan names an operation or a kind that does not exist."""


@dataclass
class Fault:
    """The next ``times`` requests of an operation go wrong, after letting ``skip`` pass.

    ``seconds``: how long a hang lasts, how young a post a lagging timeline hides, or how long a
    slow answer takes for each byte.
    ``reset``: near, past, far or absent, for ``rate_limited``. ``location``: for ``redirect``.
    ``handle``: only requests of this account.
    """

    kind: str
    operation: str = "create"
    times: int = 1
    skip: int = 0
    seconds: float = 3600.0
    reset: str = "near"
    location: str = "http://127.0.0.1:9/"
    handle: str = ""

    def __post_init__(self) -> None:
        if self.operation not in OPERATIONS:
            raise BadFault(f"{self.operation!r} is not one of {sorted(OPERATIONS)}.")
        if self.kind not in KINDS:
            raise BadFault(f"{self.kind!r} is not one of {sorted(KINDS)}.")


class FaultPlan:
    """Faults in the order they were planned; the first that fits a request is used."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def plan(self, fault: Fault) -> None:
        self._faults.append(fault)

    def clear(self) -> None:
        self._faults.clear()

    def left(self) -> list[Fault]:
        """Those no request has used up."""
        return list(self._faults)

    def take(self, operation: str, handle: str) -> Fault | None:
        """The fault for this request, used up by one; None when it may go right."""
        for fault in self._faults:
            if fault.operation != operation or fault.handle not in {"", handle}:
                continue
            if fault.skip > 0:
                fault.skip -= 1
                return None
            fault.times -= 1
            if fault.times <= 0:
                self._faults.remove(fault)
            return fault
        return None


def _rate_limited(fault: Fault) -> Reply:
    offset = RESETS.get(fault.reset)
    reset = None if offset is None else int(time.time()) + offset
    return problem_reply(problems.rate_limited(reset))


def _always(problem: Callable[[], problems.Problem]) -> Callable[[Fault], Reply]:
    return lambda _fault: problem_reply(problem())


# Instead of doing what was asked
INSTEAD: dict[str, Callable[[Fault], Reply]] = {
    "cut_before": lambda _fault: Reply(cut=True),
    "503_before": lambda _fault: Reply(503, _OVERLOADED, _HTML),
    "hang_before": lambda fault: Reply(cut=True, delay=fault.seconds),
    "redirect": lambda fault: Reply(307, headers={"Location": fault.location}),
    "rate_limited": _rate_limited,
    "usage_capped": _always(problems.usage_capped),
    "credits_depleted": _always(problems.credits_depleted),
    "duplicate": _always(problems.duplicate),
    "not_enrolled": _always(problems.not_enrolled),
    "unauthorised": _always(problems.unauthorised),
    "missing": lambda _fault: Reply(404, b"", "text/plain"),
    "gone": lambda _fault: Reply(410, b"", "text/plain"),
    "huge": lambda _fault: Reply(body=bytes(_HUGE), content_type="image/jpeg"),
    "twin": lambda _fault: Reply(cut=True),  # and somebody posts the same words by hand
}

# After doing what was asked
AFTERWARDS: dict[str, Callable[[Fault, Reply], Reply]] = {
    "cut_after": lambda _fault, reply: replace(reply, cut=True),
    "503_after": lambda _fault, reply: Reply(503, _OVERLOADED, _HTML, effect=reply.effect),
    "duplicate_after": lambda _fault, reply: replace(
        problem_reply(problems.duplicate()), effect=reply.effect
    ),
    "hang_after": lambda fault, reply: replace(reply, delay=fault.seconds),
    "truncated": lambda _fault, reply: replace(reply, cut=True, keep=len(reply.body) // 2),
    "html": lambda _fault, reply: replace(reply, body=b"<html>OK</html>", content_type=_HTML),
    "disguised": lambda _fault, reply: replace(reply, body=b"MZ no picture", effect=reply.effect),
    "mislabelled": lambda _fault, reply: replace(reply, content_type="image/webp"),
    "slow": lambda fault, reply: replace(reply, drip=fault.seconds),
    "no_id": lambda _fault, reply: replace(reply, body=b'{"data": {}}'),
    "lag": lambda _fault, reply: reply,  # the timeline was asked to hide young posts
    "twin_besides": lambda _fault, reply: replace(reply, cut=True),
}

KINDS = frozenset(INSTEAD) | frozenset(AFTERWARDS)
TWINS = frozenset({"twin", "twin_besides"})
