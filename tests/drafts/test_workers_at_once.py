"""Several workers on one due post post once: the row lock, and behind it the database's guards."""

import threading
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import QuerySet

from moderation.drafts.jobs import sending
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.tenancy import scope
from schoolsocial.x.actions import accounts
from schoolsocial.x.client import XClient
from tests.drafts.outgoing import HANDLE, attempts_of, now_of
from tests.fixtures.sandbox import SandboxX

WORKERS = 4

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


def at_once(job: Callable[[], None]) -> None:
    """Run the job in each of four workers, each on a session of its own."""
    barrier = threading.Barrier(WORKERS)

    def work() -> None:
        try:
            barrier.wait(timeout=30)
            job()
        except DatabaseError:
            pass  # the guards said no to this worker
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_workers_at_once_post_once(due_words: Post, sandbox: SandboxX) -> None:
    at_once(lambda: sending.send(due_words.school_id, due_words.pk))

    assert len(sandbox.requests("create")) == 1
    assert len(attempts_of(due_words)) == 1
    assert now_of(due_words).state == State.POSTED


def test_workers_without_the_row_lock_still_post_once(due_words: Post, sandbox: SandboxX) -> None:
    def unlocked(rows: QuerySet[Post], **_options: object) -> QuerySet[Post]:
        return rows.all()

    with patch.object(QuerySet, "select_for_update", unlocked):
        at_once(lambda: sending.send(due_words.school_id, due_words.pk))

    assert len(sandbox.live(HANDLE)) == 1


def test_control_workers_that_only_look_at_the_state_post_four_times(
    due_words: Post, sandbox: SandboxX
) -> None:
    all_have_looked = threading.Barrier(WORKERS)

    def naive_send() -> None:
        with scope.school(due_words.school_id):
            post = Post.objects.select_related("account").get(pk=due_words.pk)
            credentials = accounts.credentials_of(post.account)
        all_have_looked.wait(timeout=30)
        if post.state == State.SCHEDULED:
            XClient(credentials, api_url=settings.X_API_URL).create_post(post.text)

    at_once(naive_send)

    assert len(sandbox.live(HANDLE)) == WORKERS


def test_same_message_five_times_posts_once(due_words: Post, sandbox: SandboxX) -> None:
    for _ in range(5):
        at_once(lambda: sending.send(due_words.school_id, due_words.pk))

    assert len(sandbox.requests("create")) == 1
