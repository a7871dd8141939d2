"""Redis away, or a job that goes wrong: what is due goes out all the same."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from io import StringIO
from unittest.mock import patch

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from moderation.drafts import tasks
from moderation.drafts.jobs import dispatching, sending
from moderation.drafts.management.commands.watch import Command
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.celery import Doorbell, app
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.drafts.outgoing import HANDLE, change, now_of
from tests.fixtures.sandbox import SandboxX
from tests.posts import scheduled

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
]  # the watch gives its connection back


@pytest.fixture
def overdue(due_words: Post) -> Post:
    """Due for longer than the doorbell would have needed."""
    change(due_words, not_before=timezone.now() - timedelta(seconds=10))
    return due_words


def look() -> str:
    """One look of the watch; what it complained of."""
    complaints = StringIO()
    Command(stderr=complaints)._look()
    return complaints.getvalue()


@pytest.fixture
def broker_away(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody listens where the message broker should be."""
    with app.connection_for_write("redis://127.0.0.1:9/0") as away:
        ring = partial(tasks.send.apply_async, connection=away, retry=False)
        monkeypatch.setattr(tasks.send, "apply_async", ring)
        yield


def test_ring_nobody_hears_raises_nothing(
    broker_away: None, caplog: pytest.LogCaptureFixture
) -> None:
    Doorbell().ring(tasks.send, 1, 2)

    assert "waits for the next sweep" in caplog.text


def test_ring_stays_quiet_for_a_while_after_one_that_failed(
    broker_away: None, caplog: pytest.LogCaptureFixture
) -> None:
    doorbell = Doorbell()

    for _ in range(10):
        doorbell.ring(tasks.send, 1, 2)

    assert caplog.text.count("waits for the next sweep") == 1


def test_tick_rings_for_each_thing_that_is_due(overdue: Post) -> None:
    with patch.object(tasks, "ring") as ring:
        tasks.tick()

    ring.assert_called_once_with(tasks.send, overdue.school_id, overdue.pk)


def test_watch_sends_what_the_doorbell_did_not_bring(overdue: Post, sandbox: SandboxX) -> None:
    complaints = look()

    assert (complaints, now_of(overdue).state) == ("", State.POSTED)
    assert len(sandbox.live(HANDLE)) == 1


def test_watch_leaves_to_the_doorbell_what_is_only_just_due(
    due_words: Post, sandbox: SandboxX
) -> None:
    look()

    assert now_of(due_words).state == State.SCHEDULED
    assert sandbox.requests() == []


def test_watch_goes_on_after_a_post_that_goes_wrong(
    overdue: Post, school: School, teacher: Person, head: Person, x_account: Account
) -> None:
    second = scheduled(school, teacher, head, account=x_account)
    change(second, not_before=timezone.now() - timedelta(seconds=5))
    with scope.school(school.pk):
        broken = Post.objects.order_by("not_before").values_list("pk", flat=True)[0]
    original = sending.send

    def failing(school_id: int, post_id: int) -> None:
        if post_id == broken:
            raise LookupError("something nobody thought of")
        original(school_id, post_id)

    with patch.object(sending, "send", failing):
        look()

    assert (broken, now_of(second).state) == (overdue.pk, State.POSTED)


@pytest.mark.parametrize("away", [OperationalError("gone"), InterfaceError("gone")])
def test_watch_survives_the_database_being_away(away: Exception) -> None:
    with patch.object(dispatching, "find_due", side_effect=away):
        assert "The database is away" in look()


def test_watch_takes_a_new_session_after_its_own_was_cut(
    overdue: Post, owner: psycopg.Connection
) -> None:
    connection.ensure_connection()
    number = connection.connection.info.backend_pid
    owner.execute("SELECT pg_terminate_backend(%s, 5000)", [number])

    assert look() == ""
    assert now_of(overdue).state == State.POSTED
