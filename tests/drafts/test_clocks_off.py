"""A worker whose clock is off by an hour or a day: only the database's clock decides anything."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.utils import timezone

from moderation.drafts.jobs import claiming, fencing
from moderation.drafts.models import Attempt, Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.drafts.leases import taken_at
from tests.drafts.outgoing import HANDLE, last_attempt, now_of
from tests.drafts.worker import Worker
from tests.fixtures.sandbox import SandboxX
from tests.posts import scheduled

pytestmark = pytest.mark.faults

OFF = [timedelta(hours=1), timedelta(hours=-1), timedelta(days=1), timedelta(days=-1)]


def work(school_id: int, row_id: int, last_point: str, off: timedelta) -> int:
    """Let a process with such a clock do one thing to its end; its return code."""
    going_on = signal.SIGCONT  # a strike that hurts nobody
    worker = Worker(school_id, row_id, last_point, going_on, clock_off=off)
    try:
        return worker.struck()
    finally:
        worker.end()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("off", OFF, ids=str)
def test_post_goes_out_and_is_found_again_by_workers_with_a_wrong_clock(
    due_words: Post, sandbox: SandboxX, off: timedelta
) -> None:
    sandbox.plan_fault("cut_after")

    sent = work(due_words.school_id, due_words.pk, "recorded", off)
    attempt = last_attempt(due_words)
    with scope.school(due_words.school_id):
        Attempt.objects.filter(pk=attempt.pk).update(next_look_at=timezone.now())
    looked = work(due_words.school_id, attempt.pk, "looked", -off)

    assert (sent, looked) == (0, 0)
    assert now_of(due_words).tweet_id == sandbox.live(HANDLE)[0]["id"]
    assert len(sandbox.requests("create")) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("off", OFF[2:], ids=str)
def test_rate_limit_ends_when_x_says_and_not_by_a_wrong_clock(
    due_words: Post, sandbox: SandboxX, off: timedelta
) -> None:
    sandbox.plan_fault("rate_limited", reset="near")

    work(due_words.school_id, due_words.pk, "recorded", off)

    until = now_of(due_words).account.wait_until
    assert until is not None
    assert timezone.now() < until < timezone.now() + timedelta(minutes=2)


@contextmanager
def by_its_own_clock(off: timedelta) -> Iterator[None]:
    """A guard taken away: the worker does not ask the database what time it is."""
    its_own = datetime.now(UTC) + off
    with (
        time_machine.travel(its_own),
        patch.object(claiming, "database_now", timezone.now),
        taken_at(its_own),
    ):
        yield


def test_control_by_the_workers_own_clock_tomorrows_post_goes_out_today(
    school: School, teacher: Person, head: Person, x_account: Account
) -> None:
    tomorrow = scheduled(school, teacher, head, at=timezone.now() + timedelta(hours=23))

    with by_its_own_clock(timedelta(days=1)):
        claimed = claiming.claim(school.pk, tomorrow.pk)

    assert claimed is not None
    fencing.unlock(claimed.attempt.pk)


def test_control_by_the_workers_own_clock_a_post_in_time_expires(due_words: Post) -> None:
    with by_its_own_clock(timedelta(days=1)):
        assert claiming.claim(due_words.school_id, due_words.pk) is None

    assert now_of(due_words).state == State.EXPIRED
