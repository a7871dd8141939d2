"""A worker process that sends what is due, and now and then strikes itself at a bad moment.

``python -m bench.soak.worker SEED guarded|naive``. It ends by being killed, or with its parent.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pkgutil import resolve_name
from random import Random
from typing import Any
from unittest.mock import patch

import django
from django.db import DatabaseError, InterfaceError, connection

POINTS = (
    "moderation.drafts.jobs.sending._upload_pictures",  # it is claimed
    "moderation.drafts.jobs.sending._put_in_flight",  # its pictures are up
    "moderation.drafts.jobs.fencing.Fence.__call__",  # the connection is open
    "moderation.drafts.jobs.outcomes.record",  # X has answered
    "moderation.drafts.jobs.fencing.unlock",  # the answer is written down
)
STRIKES = (signal.SIGKILL, signal.SIGKILL, signal.SIGSTOP)
ONE_IN = 60
"""Passes of a point, one of which strikes."""
PAUSE = 0.05  # s


def main(seed: int, *, guarded: bool) -> None:
    """Work as long as the trial runs."""
    django.setup()
    hurried = resolve_name("bench.soak.hurry.hurried")
    rng = Random(seed)
    with hurried(guarded=guarded), ExitStack() as stack:
        for point in POINTS:
            stack.enter_context(patch(point, _dangerous(resolve_name(point), rng)))
        parent = os.getppid()
        while os.getppid() == parent:
            _work(rng)
            time.sleep(PAUSE)


def _work(rng: Random) -> None:
    try:
        due = list(resolve_name("moderation.drafts.tasks.work_due")())
        rng.shuffle(due)
        for task, school_id, row_id in due:
            task.run(school_id, row_id)
    except (DatabaseError, InterfaceError):
        connection.close()  # the database went away, or a guard of it said no


def _dangerous(original: Callable[..., Any], rng: Random) -> Callable[..., Any]:
    def struck(*args: Any, **kwargs: Any) -> Any:
        if rng.randrange(ONE_IN) == 0:
            os.kill(os.getpid(), rng.choice(STRIKES))
        return original(*args, **kwargs)

    return struck


if __name__ == "__main__":
    main(int(sys.argv[1]), guarded=sys.argv[2] == "guarded")
