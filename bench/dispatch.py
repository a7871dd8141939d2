"""From the moment a post is due to its arrival at the stand-in for X, with the broker away."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from statistics import median
from urllib.parse import urlsplit

from django.utils import timezone

from bench import backlog, queueing, scratch
from bench.timing import Row
from schoolsocial.accounts.models import Person
from schoolsocial.celery import app
from schoolsocial.sandbox.server import Sandbox
from schoolsocial.x.models import Account

LATER = (1.0, 1.3, 1.6, 1.9, 2.2, 2.5, 2.8)  # s until due: each at another point of a look
AIM = 10_000  # ms
QUEUED = 200  # posts scheduled for another day, which each look passes by
BROKER_AWAY = "redis://127.0.0.1:9/0"
LONGEST_WAIT = 60  # s

_numbers = count(1)


def rows() -> list[Row]:
    """The wait of several posts for a real worker; what looking for them and claiming costs."""
    app.conf.broker_url = BROKER_AWAY
    logging.getLogger("schoolsocial.celery").setLevel(logging.ERROR)  # it says so at each ring
    with ExitStack() as stack:
        name = stack.enter_context(scratch.database())
        sandbox = stack.enter_context(Sandbox())
        school, author, reviewer = queueing.school("bench")
        account = queueing.account(school, sandbox)
        queue = partial(_queue, author=author, reviewer=reviewer, account=account)
        for _ in range(QUEUED):
            queue(at=timezone.now() + timedelta(days=30))
        stack.enter_context(_worker(name, sandbox.url))
        waits = [_wait_of(queue, sandbox, later) for later in LATER]
    return [
        Row(what="due post, broker away: median wait", unit="ms", ours=median(waits)),
        Row(what=f"due post, longest of {len(LATER)}", unit="ms", ours=max(waits), at_most=AIM),
        *backlog.rows(),
    ]


@contextmanager
def _worker(database: str, x_url: str) -> Iterator[None]:
    """A Celery worker as in production, whose broker does not answer."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": url,
        "REDIS_URL": BROKER_AWAY,
        "X_API_URL": x_url,
    }
    command = [sys.executable, "-m", "celery", "-A", "schoolsocial", "worker", "-c", "1"]
    worker = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(timeout=LONGEST_WAIT)


def _wait_of(queue: Callable[..., str], sandbox: Sandbox, later: float) -> float:
    """Milliseconds from due to received, of one post due in ``later`` seconds."""
    due = timezone.now() + timedelta(seconds=later)
    text = queue(at=due)
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until:
        received = _received(sandbox, text)
        if received is not None:
            return (received - due).total_seconds() * 1_000
        time.sleep(0.05)
    raise TimeoutError("The post never arrived.")


def _received(sandbox: Sandbox, text: str) -> datetime | None:
    with sandbox.world.lock:
        seen = [one for one in sandbox.world.oracle.dump() if one["operation"] == "create"]
    ours = (one["at"] for one in seen if one["body"]["text"] == text)
    return next(map(datetime.fromisoformat, ours), None)


def _queue(*, author: Person, reviewer: Person, account: Account, at: datetime) -> str:
    """A post due at that moment; its text."""
    text = f"Our garden club met today, for time {next(_numbers)}."
    queueing.queue(text, author=author, reviewer=reviewer, account=account, at=at)
    return text
