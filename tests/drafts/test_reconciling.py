"""Attempts whose worker is gone, with real second processes killed or frozen at named points."""

import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple
from unittest.mock import patch

import psycopg
import pytest
from django.utils import timezone

from moderation.drafts.jobs import dispatching, outcomes, reconciling, sending
from moderation.drafts.models import Attempt, Post
from moderation.drafts.workflow import AttemptState, State
from schoolsocial.tenancy import scope
from tests.drafts.outgoing import (
    HANDLE,
    carry_on,
    change_account,
    last_attempt,
    letters_about,
    look_now,
    now_of,
    past_deadline,
    takes_it_for_not_sent,
)
from tests.drafts.worker import Worker
from tests.fixtures.sandbox import SandboxX

pytestmark = pytest.mark.faults

Start = Callable[[Post, str, signal.Signals], Worker]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a worker on a post; all are ended with the test."""
    workers: list[Worker] = []

    def _start(post: Post, point: str, strike: signal.Signals) -> Worker:
        workers.append(Worker(post.school_id, post.pk, point, strike))
        return workers[-1]

    yield _start
    for worker in workers:
        worker.end()


class Story(NamedTuple):
    """Where the worker dies, how the post is left and how it ends, and what stands on X then."""

    point: str
    left_behind: State
    in_the_end: State
    live: int


STORIES = [
    Story("taken", State.SENDING, State.POSTED, 1),
    Story("claimed", State.SENDING, State.POSTED, 1),
    Story("pictures are up", State.SENDING, State.POSTED, 1),
    Story("at the fence", State.SENDING, State.HELD, 0),
    Story("answered", State.SENDING, State.POSTED, 1),
    Story("recorded", State.POSTED, State.POSTED, 1),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.point)
def test_killed_worker_leaves_neither_a_twin_nor_a_riddle(
    due_post: Post, sandbox: SandboxX, start: Start, story: Story
) -> None:
    killed = start(due_post, story.point, signal.SIGKILL).struck()
    left = now_of(due_post).state

    carry_on(due_post)

    assert (killed, left) == (-signal.SIGKILL, story.left_behind)
    assert now_of(due_post).state == story.in_the_end
    live = [post["id"] for post in sandbox.live(HANDLE)]
    assert live == [now_of(due_post).tweet_id][: story.live]


@pytest.mark.django_db(transaction=True)
def test_control_taking_a_killed_worker_for_one_that_never_sent_posts_twice(
    due_words: Post, sandbox: SandboxX, start: Start
) -> None:
    start(due_words, "answered", signal.SIGKILL).struck()

    with patch.object(outcomes, "abandoned", takes_it_for_not_sent):
        carry_on(due_words)

    assert len(sandbox.live(HANDLE)) == 2


@pytest.mark.django_db(transaction=True)
def test_frozen_worker_keeps_its_attempt_and_sends_nothing_past_the_deadline(
    due_words: Post, sandbox: SandboxX, start: Start
) -> None:
    worker = start(due_words, "at the fence", signal.SIGSTOP)
    worker.wait_until_stopped()
    past_deadline(last_attempt(due_words))

    reconciling.take_over(due_words.school_id, last_attempt(due_words).pk)
    while_frozen = last_attempt(due_words).state
    worker.wake()

    assert while_frozen == AttemptState.IN_FLIGHT
    assert last_attempt(due_words).state == AttemptState.NOT_SENT
    assert now_of(due_words).state == State.SCHEDULED
    assert sandbox.live(HANDLE) == []


@pytest.mark.django_db(transaction=True)
def test_frozen_worker_whose_session_died_finds_its_attempt_taken(
    due_words: Post, sandbox: SandboxX, start: Start, owner: psycopg.Connection
) -> None:
    worker = start(due_words, "at the fence", signal.SIGSTOP)
    worker.wait_until_stopped()
    owner.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'"
    )

    carry_on(due_words)
    worker.wake()

    assert now_of(due_words).state == State.HELD
    assert sandbox.live(HANDLE) == []


def test_upload_left_half_done_is_closed_and_done_again(due_post: Post, sandbox: SandboxX) -> None:
    with patch.object(sending, "_close_upload"):
        sandbox.plan_fault("503_before", operation="upload")
        sending.send(due_post.school_id, due_post.pk)
    upload = last_attempt(due_post, "upload")
    past_deadline(upload)

    reconciling.take_over(due_post.school_id, upload.pk)

    assert last_attempt(due_post, "upload").state == AttemptState.NOT_SENT
    carry_on(due_post)
    assert len(sandbox.live(HANDLE)) == 1


@pytest.fixture
def unknown(due_words: Post, sandbox: SandboxX) -> Post:
    """Sent, cut before X did anything; nobody knows."""
    sandbox.plan_fault("cut_before")
    sending.send(due_words.school_id, due_words.pk)
    return due_words


def test_twin_posted_by_hand_is_taken_for_ours_only_once(unknown: Post, sandbox: SandboxX) -> None:
    for _ in range(2):
        sandbox.post_by_hand(HANDLE, unknown.text)

    look_now(unknown)

    held = now_of(unknown)
    assert (held.state, held.trouble) == (State.HELD, "several-could-be-it")
    assert last_attempt(unknown).state == AttemptState.AMBIGUOUS
    assert "post-needs-you" in letters_about(unknown)


def test_timeline_that_lags_is_looked_at_again(due_words: Post, sandbox: SandboxX) -> None:
    sandbox.plan_fault("cut_after")
    sandbox.plan_fault("lag", operation="timeline", times=2, seconds=3600.0)
    sending.send(due_words.school_id, due_words.pk)

    states = []
    for _ in range(3):
        look_now(due_words)
        states.append(now_of(due_words).state)

    assert states == [State.UNKNOWN, State.UNKNOWN, State.POSTED]


def test_looks_stand_fifteen_seconds_to_fifteen_minutes_after(unknown: Post) -> None:
    begun = last_attempt(unknown).finished_at or timezone.now()

    waits = []
    for _ in range(3):
        look_now(unknown)
        next_look = last_attempt(unknown).next_look_at
        assert next_look is not None
        waits.append(round((next_look - begun).total_seconds()))

    assert waits == [45, 240, 600]


def test_timeline_that_cannot_be_read_decides_nothing(unknown: Post, sandbox: SandboxX) -> None:
    sandbox.plan_fault("503_before", operation="timeline", times=10)

    for _ in range(6):
        look_now(unknown)

    assert now_of(unknown).state == State.UNKNOWN
    assert last_attempt(unknown).looks == 0


def test_timeline_unreadable_for_an_hour_is_put_before_a_person(
    unknown: Post, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("503_before", operation="timeline", times=10)
    with scope.school(unknown.school_id):
        long_ago = timezone.now() - timedelta(hours=2)
        Attempt.objects.filter(pk=last_attempt(unknown).pk).update(deadline_at=long_ago)

    look_now(unknown)

    assert (now_of(unknown).state, now_of(unknown).trouble) == (State.HELD, "could-not-look")


def test_token_that_does_not_open_is_an_attempt_that_never_left(
    due_words: Post, sandbox: SandboxX
) -> None:
    change_account(due_words, access_token=b"v1.lost.not a token")

    sending.send(due_words.school_id, due_words.pk)

    assert now_of(due_words).state == State.SCHEDULED
    assert last_attempt(due_words).state == AttemptState.NOT_SENT


def test_second_401_waits_like_any_other_failure(due_words: Post, sandbox: SandboxX) -> None:
    sandbox.plan_fault("unauthorised", times=2)

    for _ in range(2):
        sending.send(due_words.school_id, due_words.pk)

    again = now_of(due_words).not_before
    assert again is not None
    assert again > timezone.now() + timedelta(seconds=30)
    assert dispatching.find_due().send == []
