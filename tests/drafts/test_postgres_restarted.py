"""PostgreSQL goes away at each named point of sending, and comes back: nothing goes out twice."""

import os
import signal
from collections.abc import Callable, Iterator
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from pytest_django import DjangoDbBlocker

from moderation.drafts.jobs import outcomes
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from tests.drafts.outgoing import HANDLE, attempts_of, carry_on, now_of, takes_it_for_not_sent
from tests.drafts.worker import Worker
from tests.fixtures.own_servers import OwnPostgres, folder_of_the_run
from tests.fixtures.sandbox import SandboxX

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(900),  # the first one migrates a second server
]

Stopped = Callable[[Post, str], Worker]


@pytest.fixture(scope="module")
def own_server(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[OwnPostgres]:
    """Migrated once; ended with the module."""
    server = OwnPostgres(folder_of_the_run() / "struck")
    with django_db_blocker.unblock():
        try:
            server.start()
            server.migrate()
            yield server
        finally:
            server.end()


@pytest.fixture(autouse=True)
def postgres(
    own_server: OwnPostgres, db: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OwnPostgres]:
    """A fresh database of the own server, for this test and its workers."""
    database = own_server.fresh()
    at = urlsplit(own_server.url)
    monkeypatch.setitem(os.environ, "DATABASE_URL", at.geturl())
    with own_server.in_use(database):
        yield own_server


@pytest.fixture
def stopped() -> Iterator[Stopped]:
    """Start a worker on a post and wait until it stands still at a point."""
    workers: list[Worker] = []

    def start(post: Post, point: str) -> Worker:
        workers.append(Worker(post.school_id, post.pk, point, signal.SIGSTOP))
        workers[-1].wait_until_stopped()
        return workers[-1]

    yield start
    for worker in workers:
        worker.end()


POINTS = [  # where, how it ends, how many stand on X
    ("claimed", State.POSTED, 1),
    ("pictures are up", State.POSTED, 1),
    ("at the fence", State.HELD, 0),
    ("answered", State.POSTED, 1),
    ("recorded", State.POSTED, 1),
]


@pytest.mark.parametrize(("point", "in_the_end", "live"), POINTS)
def test_restart_at_any_point_leaves_neither_a_twin_nor_a_riddle(
    due_post: Post,
    sandbox: SandboxX,
    postgres: OwnPostgres,
    stopped: Stopped,
    point: str,
    in_the_end: State,
    live: int,
) -> None:
    worker = stopped(due_post, point)

    postgres.restart()
    worker.wake()
    carry_on(due_post)

    assert now_of(due_post).state == in_the_end
    on_x = [post["id"] for post in sandbox.live(HANDLE)]
    assert on_x == [now_of(due_post).tweet_id][:live]


def test_answer_that_meets_no_database_is_looked_up_and_never_sent_again(
    due_words: Post, sandbox: SandboxX, postgres: OwnPostgres, stopped: Stopped
) -> None:
    worker = stopped(due_words, "answered")

    postgres.crash()
    code = worker.wake()
    postgres.start()
    left = now_of(due_words).state
    carry_on(due_words)

    assert (code, left) == (1, State.SENDING)  # it ended without a word to anybody
    assert now_of(due_words).state == State.POSTED
    assert len(sandbox.requests("create")) == 1
    assert len(attempts_of(due_words)) == 1


def test_control_taking_a_lost_database_for_a_post_that_never_left_doubles_it(
    due_words: Post, sandbox: SandboxX, postgres: OwnPostgres, stopped: Stopped
) -> None:
    worker = stopped(due_words, "answered")
    postgres.restart()
    worker.wake()

    with patch.object(outcomes, "abandoned", takes_it_for_not_sent):
        carry_on(due_words)

    assert len(sandbox.live(HANDLE)) == 2
