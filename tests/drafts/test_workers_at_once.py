"""Several workers on one due post post once: the row lock, and behind it the database's guards."""

import threading
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.utils import timezone

from moderation.drafts import tasks
from moderation.drafts.actions import submissions
from moderation.drafts.jobs import claiming, sending
from moderation.drafts.models import Post
from moderation.drafts.workflow import NotPossible, State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.actions import accounts
from schoolsocial.x.client import MediaReceipt, XClient
from schoolsocial.x.models import Account
from tests.drafts.outgoing import HANDLE, attempts_of, now_of
from tests.fixtures.sandbox import SandboxX
from tests.posts import scheduled

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


def test_two_dispatchers_and_more_send_each_of_several_posts_once(
    school: School, teacher: Person, head: Person, x_account: Account, sandbox: SandboxX
) -> None:
    posts = [scheduled(school, teacher, head) for _ in range(6)]

    def dispatch() -> None:
        for task, school_id, row_id in tasks.work_due():
            task.run(school_id, row_id)

    at_once(dispatch)
    at_once(dispatch)  # whatever a guard's refusal left behind

    assert {now_of(post).state for post in posts} == {State.POSTED}
    assert len(sandbox.requests("create")) == len(posts)


def test_editing_while_it_is_sent_is_refused_and_changes_nothing(
    due_words: Post, teacher: Person, sandbox: SandboxX
) -> None:
    approved = due_words.text
    refused = []

    def meanwhile(claim: claiming.Claim) -> list[MediaReceipt]:
        with scope.school(due_words.school_id), pytest.raises(NotPossible) as caught:
            submissions.recall(post=due_words, by=teacher, now=timezone.now())
        refused.append(caught.value.state)
        with pytest.raises(DatabaseError, match="the words"), scope.school(due_words.school_id):
            Post.objects.filter(pk=due_words.pk).update(text="Something else.")
        return []

    with patch.object(sending, "_upload_pictures", meanwhile):
        sending.send(due_words.school_id, due_words.pk)

    assert refused == [State.SENDING]
    assert [live["text"] for live in sandbox.live(HANDLE)] == [approved]


def test_control_without_the_claim_an_edit_reaches_x(
    due_words: Post, teacher: Person, head: Person, sandbox: SandboxX
) -> None:
    """A naive sender reads the words when it has come to send them, and holds nothing."""
    with scope.school(due_words.school_id):
        credentials = accounts.credentials_of(now_of(due_words).account)
        submissions.recall(post=due_words, by=teacher, now=timezone.now())
        Post.objects.filter(pk=due_words.pk).update(text="Something nobody approved.")

    XClient(credentials, api_url=settings.X_API_URL).create_post(now_of(due_words).text)

    assert sandbox.live(HANDLE)[0]["text"] == "Something nobody approved."
