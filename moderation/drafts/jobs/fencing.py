"""One worker at a time, and never after its time is up.

While a worker sends, it holds a session advisory lock on its attempt: PostgreSQL frees it the
moment the process or its connection dies, so a free lock past the deadline means that nobody is
sending.
"""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from moderation.drafts.models import Attempt, Post
from moderation.drafts.workflow import AttemptState, State
from schoolsocial.tenancy import scope
from schoolsocial.x.errors import FenceLost

_ATTEMPTS = 7_000_000_000_000_000  # where the lock numbers of attempts begin


def worker_name() -> str:
    """Host and process, as the attempt keeps it."""
    return f"{socket.gethostname()}:{os.getpid()}"


def lock(attempt_id: int) -> bool:
    """Take the attempt's session lock; false where another live worker holds it."""
    return bool(_ask("SELECT pg_try_advisory_lock(%s)", _ATTEMPTS + attempt_id))


def lock_in_session(attempt_id: int) -> int:
    """Take the lock of an attempt that nobody else can know of yet; the session that holds it."""
    both = "SELECT CASE WHEN pg_try_advisory_lock(%s) THEN pg_backend_pid() END"
    return _ask(both, _ATTEMPTS + attempt_id)


def unlock(attempt_id: int) -> None:
    """Give the lock back. A lock lost with its connection needs no giving back."""
    _ask("SELECT pg_advisory_unlock(%s)", _ATTEMPTS + attempt_id)


@contextmanager
def held(attempt_id: int) -> Iterator[bool]:
    """Whether the lock could be taken; it is given back at the end."""
    taken = lock(attempt_id)
    try:
        yield taken
    finally:
        if taken:
            unlock(attempt_id)


def backend() -> int:
    """The number of the database session this process speaks through."""
    return _ask("SELECT pg_backend_pid()")


@dataclass(frozen=True, slots=True)
class Fence:
    """What must still hold right before the first byte leaves.

    The attempt is still on its way, on the very session that holds its lock, nobody has stopped the
    school's posting, taken a trip's return back or had deleted what it replies to (a deletion goes
    on), and ``deadline`` (of
    the monotonic clock, seconds) lies ahead; so does the database's own, as a machine put to sleep
    wakes with its monotonic clock where it was. Calling it raises ``FenceLost`` otherwise.
    """

    school_id: int
    attempt_id: int
    session: int
    deadline: float

    def __call__(self) -> None:
        if time.monotonic() >= self.deadline:
            raise FenceLost("The time for this attempt ran out before it was sent.")
        with scope.school(self.school_id):
            in_flight = Attempt.objects.filter(state=AttemptState.IN_FLIGHT, deadline_at__gt=Now())
            back = Q(post__trip=None) | Q(post__trip__returned_at__isnull=False)
            in_turn = Q(post__thread=None) | Q(post__place=1) | Exists(_the_one_before_on_x())
            may_go = Q(kind=Attempt.Kind.DELETE) | back & in_turn & Q(
                school__posting_paused_at=None
            )
            going = in_flight.filter(may_go, pk=self.attempt_id)
            if backend() != self.session or not going.exists():
                raise FenceLost("Another worker, a restart or a stop took this attempt away.")
        if time.monotonic() >= self.deadline:
            raise FenceLost("The time for this attempt ran out before it was sent.")


def _the_one_before_on_x() -> QuerySet[Post]:
    """Of a post in a thread, the one that it replies to, while it stands."""
    in_thread = Post.objects.filter(thread=OuterRef("post__thread"), state=State.POSTED)
    return in_thread.filter(place=OuterRef("post__place") - 1)


def _ask(query: str, *values: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        row = cursor.fetchone()
    return int(row[0])
