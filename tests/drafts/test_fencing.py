"""The fence: after it, bytes leave; before it, whoever lost the right to send does not send."""

import time
from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection

from moderation.drafts.jobs import claiming, fencing, reconciling, sending
from moderation.drafts.models import Attempt, Post
from moderation.drafts.workflow import AttemptState, State
from schoolsocial.x.errors import FenceLost
from tests.drafts.outgoing import HANDLE, last_attempt, now_of, past_deadline
from tests.fixtures.sandbox import SandboxX

pytestmark = pytest.mark.faults

Meanwhile = Callable[[Callable[[], None]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Something happens between the attempt's going in flight and the fence."""

    def arrange(happening: Callable[[], None]) -> None:
        original = fencing.Fence.__call__

        def late(fence: fencing.Fence) -> None:
            happening()
            original(fence)

        monkeypatch.setattr(fencing.Fence, "__call__", late)

    return arrange


def fence_of(attempt: Attempt, **changed: float) -> fencing.Fence:
    fields: dict[str, float] = {"session": fencing.backend(), "deadline": time.monotonic() + 60}
    fields |= changed
    return fencing.Fence(
        attempt.school_id, attempt.pk, int(fields["session"]), float(fields["deadline"])
    )


@pytest.fixture
def in_flight(due_words: Post) -> Iterator[Attempt]:
    claim = claiming.claim(due_words.school_id, due_words.pk)
    assert claim is not None
    sending._put_in_flight(claim)
    yield claim.attempt
    fencing.unlock(claim.attempt.pk)


def test_fence_lets_the_rightful_sender_through(in_flight: Attempt) -> None:
    fence_of(in_flight)()


def test_fence_holds_after_the_deadline(in_flight: Attempt) -> None:
    with pytest.raises(FenceLost, match="ran out"):
        fence_of(in_flight, deadline=time.monotonic() - 0.001)()


def test_fence_holds_after_the_deadline_of_the_database(in_flight: Attempt) -> None:
    past_deadline(in_flight)

    with pytest.raises(FenceLost, match="took this attempt away"):
        fence_of(in_flight)()


def test_fence_holds_on_another_session(in_flight: Attempt) -> None:
    with pytest.raises(FenceLost, match="took this attempt away"):
        fence_of(in_flight, session=fencing.backend() + 1)()


def test_fence_holds_once_the_attempt_was_taken_away(in_flight: Attempt) -> None:
    past_deadline(in_flight)
    fencing.unlock(in_flight.pk)
    reconciling.take_over(in_flight.school_id, in_flight.pk)

    with pytest.raises(FenceLost):
        fence_of(in_flight)()


def test_deadline_passed_before_the_fence_sends_nothing(
    due_words: Post, sandbox: SandboxX, meanwhile: Meanwhile, monkeypatch: pytest.MonkeyPatch
) -> None:
    hour_later = time.monotonic() + 3600
    meanwhile(lambda: monkeypatch.setattr(time, "monotonic", lambda: hour_later))

    sending.send(due_words.school_id, due_words.pk)

    assert sandbox.live(HANDLE) == []
    assert last_attempt(due_words).state == AttemptState.NOT_SENT
    assert now_of(due_words).state == State.SCHEDULED


def test_attempt_taken_away_before_the_fence_sends_nothing(
    due_words: Post, sandbox: SandboxX, meanwhile: Meanwhile
) -> None:
    def take_away() -> None:
        attempt = last_attempt(due_words)
        past_deadline(attempt)
        fencing.unlock(attempt.pk)
        reconciling.take_over(due_words.school_id, attempt.pk)

    meanwhile(take_away)

    sending.send(due_words.school_id, due_words.pk)

    assert sandbox.live(HANDLE) == []
    assert now_of(due_words).state == State.UNKNOWN


def test_control_without_the_fence_the_one_who_lost_the_right_sends_all_the_same(
    due_words: Post, sandbox: SandboxX, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_fence(fence: fencing.Fence) -> None:
        past_deadline(last_attempt(due_words))
        fencing.unlock(fence.attempt_id)
        reconciling.take_over(fence.school_id, fence.attempt_id)

    monkeypatch.setattr(fencing.Fence, "__call__", no_fence)

    sending.send(due_words.school_id, due_words.pk)

    assert len(sandbox.live(HANDLE)) == 1
    assert now_of(due_words).state == State.UNKNOWN


@pytest.mark.django_db(transaction=True)
def test_session_lost_before_the_fence_sends_nothing(
    due_words: Post, sandbox: SandboxX, meanwhile: Meanwhile, owner: psycopg.Connection
) -> None:
    def restart() -> None:
        owner.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        connection.close()

    meanwhile(restart)

    sending.send(due_words.school_id, due_words.pk)

    assert sandbox.live(HANDLE) == []
    assert now_of(due_words).state == State.SCHEDULED


def test_lock_of_a_live_worker_keeps_the_reconciler_away(
    due_words: Post, owner: psycopg.Connection, sandbox: SandboxX
) -> None:
    claim = claiming.claim(due_words.school_id, due_words.pk)
    assert claim is not None
    fencing.unlock(claim.attempt.pk)
    number = fencing._ATTEMPTS + claim.attempt.pk
    owner.execute("SELECT pg_advisory_lock(%s)", [number])  # the worker, on its own session
    past_deadline(claim.attempt)

    reconciling.take_over(due_words.school_id, claim.attempt.pk)
    still = last_attempt(due_words).state
    owner.execute("SELECT pg_advisory_unlock(%s)", [number])
    reconciling.take_over(due_words.school_id, claim.attempt.pk)

    assert still == AttemptState.PREPARED
    assert last_attempt(due_words).state == AttemptState.NOT_SENT


def test_send_gives_its_lock_back(due_words: Post, owner: psycopg.Connection) -> None:
    sending.send(due_words.school_id, due_words.pk)

    number = fencing._ATTEMPTS + last_attempt(due_words).pk
    assert owner.execute("SELECT pg_try_advisory_lock(%s)", [number]).fetchone() == (True,)
