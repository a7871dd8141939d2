"""A thread while everything goes wrong: nothing doubled, nothing out of turn."""

import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import DatabaseError
from django.utils import timezone

from moderation.drafts import threads
from moderation.drafts.actions import publishing
from moderation.drafts.jobs import fencing, outcomes, sending
from moderation.drafts.jobs.claiming import Claim
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import as_owner, run_sql
from tests.drafts.forcing import force
from tests.drafts.outgoing import (
    HANDLE,
    carry_on,
    change,
    look_now,
    takes_it_for_not_sent,
)
from tests.drafts.threads import WORDS, approved, mark, send, states_of, thread_of
from tests.drafts.worker import Worker
from tests.fixtures.sandbox import SandboxX

pytestmark = pytest.mark.faults

Start = Callable[[Post, str], Worker]
POINTS = ["taken", "claimed", "pictures are up", "answered", "recorded"]


@pytest.fixture
def start() -> Iterator[Start]:
    workers: list[Worker] = []

    def _start(post: Post, point: str) -> Worker:
        workers.append(Worker(post.school_id, post.pk, point, signal.SIGKILL))
        return workers[-1]

    yield _start
    for worker in workers:
        worker.end()


@pytest.fixture
def thread(school: School, teacher: Person, head: Person, x_account: Account) -> list[Post]:
    return approved(school, teacher, head)


def in_one_line(posts: list[Post], sandbox: SandboxX) -> bool:
    """Each stands once on X, in order, as a reply to the one before."""
    live = list(reversed(sandbox.live(HANDLE)))
    ids = [one.tweet_id for one in thread_of(posts[0])]
    in_order = [post["id"] for post in live] == ids
    return in_order and [post["in_reply_to"] for post in live] == ["", *ids[:-1]]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("number", [0, 1])
def test_worker_killed_on_the_way_leaves_a_whole_thread(
    thread: list[Post], sandbox: SandboxX, start: Start, point: str, number: int
) -> None:
    for one in thread[:number]:
        send(one)
    start(thread[number], point).struck()
    carry_on(thread[number])

    for one in thread[number + 1 :]:
        send(one)

    assert states_of(thread[0]) == [State.POSTED] * 3
    assert in_one_line(thread, sandbox)


@pytest.mark.django_db(transaction=True)
def test_control_taking_a_killed_worker_for_one_that_never_sent_doubles_the_first(
    thread: list[Post], sandbox: SandboxX, start: Start
) -> None:
    start(thread[0], "answered").struck()
    with patch.object(outcomes, "abandoned", takes_it_for_not_sent):
        carry_on(thread[0])

    assert [post["text"] for post in sandbox.live(HANDLE)] == [WORDS[0]] * 2


def test_first_whose_answer_was_lost_is_found_and_the_next_replies_to_it(
    thread: list[Post], sandbox: SandboxX
) -> None:
    sandbox.plan_fault("cut_after")
    send(thread[0])
    send(thread[1])
    while_unknown = states_of(thread[0])

    look_now(thread[0])
    for one in thread[1:]:
        send(one)

    assert while_unknown == [State.UNKNOWN, State.APPROVED, State.APPROVED]
    assert in_one_line(thread, sandbox)


def test_first_on_hold_holds_the_others_until_it_is_marked(
    thread: list[Post], head: Person, sandbox: SandboxX
) -> None:
    held(thread, sandbox)
    for one in thread[1:]:
        send(one)
    nothing = sandbox.live(HANDLE)

    mark(thread[0], head, sandbox.post_by_hand(HANDLE, WORDS[0]))
    for one in thread[1:]:
        send(one)

    assert nothing == []
    assert in_one_line(thread, sandbox)


def test_claim_gives_back_what_would_go_out_of_turn(thread: list[Post], sandbox: SandboxX) -> None:
    held(thread, sandbox)
    out_of_turn(thread[1])

    send(thread[1])

    assert states_of(thread[0]) == [State.HELD, State.RETURNED, State.RETURNED]
    assert sandbox.live(HANDLE) == []


def test_database_says_no_when_the_claim_does_not_ask(
    thread: list[Post], sandbox: SandboxX, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(thread, sandbox)
    out_of_turn(thread[1])
    monkeypatch.setattr(threads, "is_next", lambda _: True)

    with pytest.raises(DatabaseError, match="the post before it in the thread is not posted"):
        send(thread[1])

    assert sandbox.live(HANDLE) == []


def test_fence_holds_when_neither_claim_nor_database_asks(
    thread: list[Post], sandbox: SandboxX, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(thread, sandbox)
    out_of_turn(thread[1])
    without_the_trigger()
    monkeypatch.setattr(threads, "is_next", lambda _: True)

    send(thread[1])

    assert sandbox.live(HANDLE) == []


def test_control_without_the_guards_the_second_goes_out_alone(
    thread: list[Post], sandbox: SandboxX, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(thread, sandbox)
    out_of_turn(thread[1])
    monkeypatch.setattr(threads, "is_next", lambda _: True)
    without_the_trigger()
    monkeypatch.setattr(fencing.Fence, "__call__", lambda _: None)

    send(thread[1])

    assert [post["text"] for post in sandbox.live(HANDLE)] == [WORDS[1]]


def test_one_deleted_while_the_next_is_on_its_way_stops_it_at_the_fence(
    thread: list[Post], head: Person, sandbox: SandboxX, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(thread[0])
    delete_during_upload(monkeypatch, thread[0], head)
    send(thread[1])

    assert states_of(thread[0]) == [State.REMOVING, State.SCHEDULED, State.RETURNED]
    change(thread[1], not_before=timezone.now())
    send(thread[1])
    assert states_of(thread[0]) == [State.REMOVING, State.RETURNED, State.RETURNED]
    assert [post["text"] for post in sandbox.live(HANDLE)] == [WORDS[0]]


def test_control_without_the_fence_it_replies_to_what_is_being_deleted(
    thread: list[Post], head: Person, sandbox: SandboxX, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(thread[0])
    delete_during_upload(monkeypatch, thread[0], head)
    monkeypatch.setattr(fencing.Fence, "__call__", lambda _: None)
    send(thread[1])

    assert len(sandbox.live(HANDLE)) == 2


def held(thread: list[Post], sandbox: SandboxX) -> None:
    """Nobody knows whether the first went out."""
    sandbox.plan_fault("cut_before")
    send(thread[0])
    carry_on(thread[0])


def out_of_turn(post: Post) -> None:
    """Scheduled although the one before it is not posted, past every guard."""
    now = timezone.now()
    force(
        "drafts_post",
        post.pk,
        state="scheduled",
        not_before=now,
        expires_at=now + timedelta(hours=1),
    )


def without_the_trigger() -> None:
    with as_owner():
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")
        run_sql("ALTER TABLE drafts_post DISABLE TRIGGER guard_thread")


def delete_during_upload(monkeypatch: pytest.MonkeyPatch, first: Post, by: Person) -> None:
    """A leader has the first deleted while a worker prepares the second."""

    def _upload(_claim: Claim) -> list[object]:
        with scope.school(first.school_id):
            publishing.remove(post=first, by=by, reason="A slip.", now=timezone.now())
        return []

    monkeypatch.setattr(sending, "_upload_pictures", _upload)
