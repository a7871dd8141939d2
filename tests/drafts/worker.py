"""A real second process that does one thing and is struck at a named point of it.

``python -m tests.drafts.worker SCHOOL ROW POINT SIGNAL``: it strikes itself there, so that every
run meets the same moment. ``Worker`` starts one on the test's own database and sandbox. Its clock
is off by ``CLOCK_OFF`` seconds where that is set.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import django
import time_machine
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
JOBS = "moderation.drafts.jobs"
POINTS = {
    f"{JOBS}.sending.send": {
        "taken": f"{JOBS}.claiming._examine",
        "claimed": f"{JOBS}.sending._upload_pictures",
        "pictures are up": f"{JOBS}.sending._put_in_flight",
        "at the fence": f"{JOBS}.fencing.Fence.__call__",
        "answered": f"{JOBS}.outcomes.record",
        "recorded": f"{JOBS}.fencing.unlock",
    },
    f"{JOBS}.reconciling.look": {"looked": f"{JOBS}.reconciling._conclude"},
    f"{JOBS}.register_changes.heed": {
        "change seen": f"{JOBS}.register_changes._settle",
        "post brought back": f"{JOBS}.telling.a_child_may_not_be_shown",
        "takedown opened": "moderation.drafts.takedowns._record",
        "takedown on record": "moderation.drafts.takedowns._tell_leaders",
        "all settled": f"{JOBS}.register_changes._anything_left",
    },
    f"{JOBS}.removing.remove": {
        "deletion claimed": f"{JOBS}.removing._delete",
        "at the fence of a deletion": f"{JOBS}.fencing.Fence.__call__",
        "deleted on X": f"{JOBS}.removing._record",
        "deletion recorded": f"{JOBS}.fencing.unlock",
    },
    "tests.drafts.desk.withdraw": {"answer written": "consent.actions.answers.note_change"},
    "tests.drafts.desk.ask_to_remove": {
        "removal asked": "moderation.drafts.actions.publishing.ring"
    },
    "tests.drafts.desk.correct": {
        "face corrected": "moderation.drafts.actions.corrections._follow",
        "correction settled": "moderation.drafts.actions.corrections.Followed",
    },
    "tests.drafts.desk.heed_that_marks_first": {"marked": f"{JOBS}.register_changes._settle"},
}
"""What is done, by its dotted name, and what is about to be called at each point of it."""


class Worker:
    """The process from the outside: start it, see it stop, wake it, await its end."""

    def __init__(
        self,
        school_id: int,
        row_id: int,
        point: str,
        strike: signal.Signals,
        *,
        clock_off: timedelta = timedelta(0),
    ) -> None:
        database = urlsplit(os.environ["DATABASE_URL"])
        name = str(connection.settings_dict["NAME"])
        environment = {
            **os.environ,
            "DATABASE_URL": database._replace(path=f"/{name}").geturl(),
            "DATABASE_OWNER_URL": database._replace(path=f"/{name}").geturl(),
            "PRIVATE_ROOT": str(settings.PRIVATE_ROOT),
            "X_API_URL": settings.X_API_URL,
            "DJANGO_SETTINGS_MODULE": "schoolsocial.settings",
            "CLOCK_OFF": str(clock_off.total_seconds()),
        }
        words = [str(school_id), str(row_id), point, strike.name]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.drafts.worker", *words], env=environment, cwd=ROOT
        )

    def struck(self) -> int:
        """Wait until it was killed; its return code."""
        return self.process.wait(timeout=60)

    def wait_until_stopped(self) -> None:
        _, status = os.waitpid(self.process.pid, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            raise ChildProcessError("The worker ended before it came to its point.")

    def wake(self) -> int:
        """Let it go on; its return code."""
        self.process.send_signal(signal.SIGCONT)
        return self.process.wait(timeout=60)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


def _striking(original: Callable[..., Any], strike: signal.Signals) -> Callable[..., Any]:
    def struck(*args: Any, **kwargs: Any) -> Any:
        os.kill(os.getpid(), strike)
        return original(*args, **kwargs)

    return struck


def main(school_id: str, row_id: str, point: str, strike: str) -> None:
    django.setup()
    job, target = next((job, points[point]) for job, points in POINTS.items() if point in points)
    do = resolve_name(job)
    clock = datetime.now(UTC) + timedelta(seconds=float(os.environ["CLOCK_OFF"]))
    strikes = patch(target, _striking(resolve_name(target), signal.Signals[strike]))
    with time_machine.travel(clock), strikes:
        do(int(school_id), int(row_id))


if __name__ == "__main__":
    main(*sys.argv[1:])
