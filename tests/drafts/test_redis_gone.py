"""The message broker flushed, away for a while, restarted: each due post goes out, and once."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest
from kombu.connection import Connection
from kombu.simple import SimpleQueue

from moderation.drafts import tasks
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.celery import Doorbell, app
from schoolsocial.x.models import Account
from tests.drafts.outgoing import HANDLE, now_of
from tests.drafts.real_worker import WORKER, Program, started
from tests.fixtures.own_servers import OwnValkey
from tests.fixtures.sandbox import SandboxX
from tests.posts import scheduled

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[OwnValkey]:
    """A broker that this test may strike."""
    server = OwnValkey(tmp_path / "valkey")
    server.start()
    try:
        yield server
    finally:
        server.kill()


@pytest.fixture
def broker(valkey: OwnValkey, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    """The software rings there, too."""
    with app.connection_for_write(valkey.url) as there:
        ring = partial(tasks.send.apply_async, connection=there, retry=False)
        monkeypatch.setattr(tasks.send, "apply_async", ring)
        yield there


def rung(post: Post) -> None:
    Doorbell().ring(tasks.send, post.school_id, post.pk)


def work_off(broker: Connection) -> int:
    """Do what the messages say, as a worker would; how many there were."""
    done = 0
    waiting = SimpleQueue(broker, "celery")  # type: ignore[no-untyped-call]
    with waiting as queue, suppress(queue.Empty):
        while message := queue.get_nowait():
            arguments, *_ = message.payload
            app.tasks[message.headers["task"]].run(*arguments)
            message.ack()
            done += 1
    return done


def test_flushed_broker_loses_the_bell_and_not_the_post(
    due_words: Post, sandbox: SandboxX, valkey: OwnValkey, broker: Connection
) -> None:
    rung(due_words)
    valkey.flush()
    lost = work_off(broker)

    with patch.object(tasks, "ring", Doorbell().ring):
        tasks.tick()
    work_off(broker)

    assert lost == 0
    assert now_of(due_words).state == State.POSTED
    assert len(sandbox.requests("create")) == 1


def test_control_without_a_sweep_a_flushed_bell_is_a_post_that_never_goes_out(
    due_words: Post, sandbox: SandboxX, valkey: OwnValkey, broker: Connection
) -> None:
    rung(due_words)
    valkey.flush()

    work_off(broker)

    assert now_of(due_words).state == State.SCHEDULED
    assert sandbox.requests() == []


def test_one_message_five_times_sends_once(
    due_words: Post, sandbox: SandboxX, broker: Connection
) -> None:
    for _ in range(5):
        rung(due_words)

    assert work_off(broker) == 5
    assert len(sandbox.requests("create")) == 1


def test_ring_while_the_broker_is_down_is_given_up_and_swept_up_later(
    due_words: Post, sandbox: SandboxX, valkey: OwnValkey, broker: Connection
) -> None:
    valkey.kill()
    rung(due_words)
    valkey.start()
    missed = work_off(broker)

    with patch.object(tasks, "ring", Doorbell().ring):
        tasks.tick()
    work_off(broker)

    assert missed == 0
    assert len(sandbox.requests("create")) == 1


@pytest.fixture
def worker(valkey: OwnValkey, sandbox: SandboxX, tmp_path: Path) -> Iterator[Program]:
    """A real Celery worker with its watch, as in production."""
    with started(WORKER, redis_url=valkey.url, sandbox=sandbox, folder=tmp_path) as program:
        program.until(lambda: "ready." in program.log.read_text())
        yield program


@pytest.mark.timeout(900)
def test_real_worker_outlives_its_broker_and_hears_it_again(
    school: School,
    teacher: Person,
    head: Person,
    x_account: Account,
    sandbox: SandboxX,
    valkey: OwnValkey,
    worker: Program,
    broker: Connection,
) -> None:
    valkey.kill()
    meanwhile = scheduled(school, teacher, head)
    worker.until(lambda: now_of(meanwhile).state == State.POSTED)

    valkey.start()
    for _ in range(5):
        rung(meanwhile)
    worker.until(lambda: valkey.waiting_messages() == 0)  # it listens again
    afterwards = scheduled(school, teacher, head)
    rung(afterwards)
    worker.until(lambda: now_of(afterwards).state == State.POSTED)

    assert len(sandbox.requests("create")) == len(sandbox.live(HANDLE)) == 2
