"""The programs that send posts, as in production: a Celery worker with its watch, or a watch."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.db import connection

from tests.fixtures.sandbox import SandboxX

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST_WAIT = 60  # s
WORKER = ("-m", "celery", "-A", "schoolsocial", "worker", "-c", "1", "-l", "INFO")
WATCH = ("-m", "django", "watch")


@dataclass(frozen=True)
class Program:
    process: "subprocess.Popen[bytes]"
    log: Path

    def until(self, true: Callable[[], Any]) -> None:
        """Wait for it; raises ``TimeoutError`` with the log."""
        until(true, self.log)


@contextmanager
def started(
    command: tuple[str, ...], *, redis_url: str, sandbox: SandboxX, folder: Path
) -> Iterator[Program]:
    """On the test's own database; ended with SIGTERM where it has not ended before."""
    url = urlsplit(os.environ["DATABASE_URL"])
    database = url._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "schoolsocial.settings",
        "DATABASE_URL": database,
        "DATABASE_OWNER_URL": database,
        "REDIS_URL": redis_url,
        "X_API_URL": sandbox.url,
        "WITNESS_ROOT": str(folder / "witness"),
    }
    log = folder / "program.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *command], env=environment, cwd=ROOT, stdout=output, stderr=output
        )
    try:
        yield Program(process, log)
    finally:
        process.terminate()
        process.wait(timeout=LONGEST_WAIT)


def until(true: Callable[[], Any], log: Path) -> None:
    for _ in range(LONGEST_WAIT * 5):
        if true():
            return
        time.sleep(0.2)
    raise TimeoutError(log.read_text())
