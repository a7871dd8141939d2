"""Everything that takes a school minutes takes moments here; and the guards, taken away."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from unittest.mock import patch

from moderation.drafts.jobs import outcomes
from moderation.drafts.models import Attempt, Post
from schoolsocial.x import errors
from schoolsocial.x.client import XClient
from schoolsocial.x.transport import Timeouts

HANGING = 2.0
"""Seconds a stand-in takes that answers too late …"""
PATIENCE = 1.0
"""… for a worker that waits so long for an answer …"""
SENDING = 3.0
"""… and has so long for the whole of it."""
LAG = 1.5
"""Seconds the timeline may be behind; the last look comes later."""

_JOBS = "moderation.drafts.jobs"
_client = partial(XClient, timeouts=Timeouts(read=PATIENCE))
_SHORTER: dict[str, object] = {
    f"{_JOBS}.leasing.TIME_TO_PREPARE": timedelta(seconds=2 * SENDING),
    f"{_JOBS}.sending.TIME_TO_SEND": timedelta(seconds=SENDING),
    "schoolsocial.x.calling.XClient": _client,
    f"{_JOBS}.outcomes.FIRST_RETRY": timedelta(seconds=0.2),
    f"{_JOBS}.outcomes.LONGEST_RETRY": timedelta(seconds=1),
    f"{_JOBS}.outcomes.FIRST_LOOK": timedelta(seconds=0.3),
    f"{_JOBS}.reconciling.LOOKS": tuple(timedelta(seconds=wait) for wait in (0.3, 1, 2, 4)),
    f"{_JOBS}.reconciling.LOOK_AGAIN": timedelta(seconds=0.3),
    "schoolsocial.x.responses.SHORTEST_WAIT": timedelta(seconds=0.5),
    "schoolsocial.x.actions.accounts.jitter_after": lambda until, _account: until,
}


@contextmanager
def hurried(*, guarded: bool) -> Iterator[None]:
    """Shorter waits in their order. Without guards: as one would send a mail."""
    changes = {**_SHORTER, **({} if guarded else _NAIVE)}
    with ExitStack() as stack:
        for name, value in changes.items():
            stack.enter_context(patch(name, value))
        yield


def _again(attempt: Attempt, post: Post, error: errors.XError, now: datetime) -> None:
    """Whatever was not answered is sent once more."""
    outcomes.not_sent(attempt, post, errors.NotSent(error.reason), now)


@contextmanager
def _nobody_else(_attempt_id: int) -> Iterator[bool]:
    """A lease that has run out belongs to whoever comes."""
    yield True


_NAIVE: dict[str, Any] = {
    f"{_JOBS}.outcomes.lost_sight": _again,
    f"{_JOBS}.fencing.Fence.__call__": lambda _fence: None,
    f"{_JOBS}.fencing.held": _nobody_else,
}
