"""From the moment a post is due to its arrival at the stand-in for X, with the broker away."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from itertools import count
from statistics import median
from urllib.parse import urlsplit

from django.utils import timezone

from bench import scratch
from bench.timing import Row, measured
from moderation.drafts.actions import drafts, reviews, submissions
from moderation.drafts.jobs import dispatching
from moderation.drafts.models import Post
from policy.actions import versions as policies
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.celery import app
from schoolsocial.sandbox.server import Sandbox
from schoolsocial.tenancy import scope
from schoolsocial.x.actions import accounts
from schoolsocial.x.credentials import TokenPair
from schoolsocial.x.models import Account

LATER = (1.0, 1.3, 1.6, 1.9, 2.2, 2.5, 2.8)  # s until due: each at another point of a look
AIM = 10_000  # ms
QUEUED = 200  # posts scheduled for another day, which each look passes by
BROKER_AWAY = "redis://127.0.0.1:9/0"
HANDLE = "BenchSchool"
LONGEST_WAIT = 60  # s

_numbers = count(1)


def rows() -> list[Row]:
    """The wait of several posts for a real worker, and what one look at the queue costs."""
    app.conf.broker_url = BROKER_AWAY
    logging.getLogger("schoolsocial.celery").setLevel(logging.ERROR)  # it says so at each ring
    with ExitStack() as stack:
        name = stack.enter_context(scratch.database())
        sandbox = stack.enter_context(Sandbox())
        school, author, reviewer = _school()
        account = _account(school, sandbox)
        for _ in range(QUEUED):
            _queue(author, reviewer, account, at=timezone.now() + timedelta(days=30))
        tick = measured(dispatching.find_due)
        stack.enter_context(_worker(name, sandbox.url))
        waits = [_wait_of(author, reviewer, account, sandbox, later) for later in LATER]
    return [
        Row(what="due post, broker away: median wait", unit="ms", ours=median(waits)),
        Row(what=f"due post, longest of {len(LATER)}", unit="ms", ours=max(waits), at_most=AIM),
        Row(
            what=f"one look at the queue, {QUEUED:,} scheduled",
            unit="ms",
            ours=tick.median,
            spread=tick.spread,
        ),
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


def _wait_of(
    author: Person, reviewer: Person, account: Account, sandbox: Sandbox, later: float
) -> float:
    """Milliseconds from due to received, of one post due in ``later`` seconds."""
    due = timezone.now() + timedelta(seconds=later)
    text = _queue(author, reviewer, account, at=due)
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


def _queue(author: Person, reviewer: Person, account: Account, *, at: datetime) -> str:
    """Draft, submit and approve a post, due at that moment; its text."""
    now, text = timezone.now(), f"Our garden club met today, for time {next(_numbers)}."
    with scope.school(account.school_id):
        school = School.objects.get(pk=account.school_id)
        post = drafts.start(school=school, by=author, account=account, now=now)
        drafts.save(post=post, by=author, text=text, revision=0, now=now)
        submissions.submit(post=post, by=author, now=now)
        reviews.approve(post=post, by=reviewer, version=1, now=now)
        until = at + timedelta(hours=2)
        Post.objects.filter(pk=post.pk).update(scheduled_for=at, not_before=at, expires_at=until)
    return text


def _school() -> tuple[School, Person, Person]:
    school = School.objects.create(slug="bench", name="Bench School")
    people = [Person.objects.create_user(f"{n}@school.example", name=f"Bench {n}") for n in (1, 2)]
    with scope.school(school.pk):
        for person, role in zip(people, (Role.TEACHER, Role.SLT), strict=True):
            Membership.objects.create(school=school, person=person, roles=[role])
        policies.adopt_pack(
            school=school,
            slug="st-catherine-of-siena",
            by=None,
            ratified_on=timezone.localdate() - timedelta(days=30),
            in_force_from=timezone.localdate() - timedelta(days=1),
            review_on=timezone.localdate() + timedelta(days=365),
            now=timezone.now(),
        )
    return school, people[0], people[1]


def _account(school: School, sandbox: Sandbox) -> Account:
    with sandbox.world.lock:
        on_x = sandbox.world.accounts.add(HANDLE)
        grant = sandbox.world.accounts.grant(on_x)
    tokens = TokenPair(
        access_token=grant.access_token,
        refresh_token=grant.refresh_token,
        expires_in=timedelta(hours=2),
        scopes=(),
    )
    with scope.school(school.pk):
        return accounts.connect(
            school=school,
            by=None,
            handle=HANDLE,
            name="Bench School",
            x_user_id=on_x.id,
            tokens=tokens,
            now=timezone.now(),
        )
