"""A real second process that sends one post and is struck at a named point.

``python -m tests.drafts.worker SCHOOL POST POINT SIGNAL``: it strikes itself there, so that every
run meets the same moment. ``Worker`` starts one on the test's own database and sandbox.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
POINTS = {
    "claimed": "moderation.drafts.jobs.sending._upload_pictures",
    "pictures are up": "moderation.drafts.jobs.sending._put_in_flight",
    "at the fence": "moderation.drafts.jobs.fencing.Fence.__call__",
    "answered": "moderation.drafts.jobs.outcomes.record",
    "recorded": "moderation.drafts.jobs.fencing.unlock",
}


class Worker:
    """The process from the outside: start it, see it stop, wake it, await its end."""

    def __init__(self, school_id: int, post_id: int, point: str, strike: signal.Signals) -> None:
        database = urlsplit(os.environ["DATABASE_URL"])
        name = str(connection.settings_dict["NAME"])
        environment = {
            **os.environ,
            "DATABASE_URL": database._replace(path=f"/{name}").geturl(),
            "DATABASE_OWNER_URL": database._replace(path=f"/{name}").geturl(),
            "PRIVATE_ROOT": str(settings.PRIVATE_ROOT),
            "X_API_URL": settings.X_API_URL,
            "DJANGO_SETTINGS_MODULE": "schoolsocial.settings",
        }
        words = [str(school_id), str(post_id), point, strike.name]
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


def main(school_id: str, post_id: str, point: str, strike: str) -> None:
    django.setup()
    target = POINTS[point]
    send = resolve_name("moderation.drafts.jobs.sending.send")
    with patch(target, _striking(resolve_name(target), signal.Signals[strike])):
        send(int(school_id), int(post_id))


if __name__ == "__main__":
    main(*sys.argv[1:])
