"""A database restored from a backup does not send again what went out after it was made."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import psycopg
import pytest
from django.utils import timezone
from pytest_django import Settings

from moderation.drafts.jobs import sending, witness
from moderation.drafts.models import Post
from moderation.drafts.workflow import AttemptState, State
from schoolsocial.tenancy import scope
from tests.drafts.outgoing import HANDLE, change, last_attempt, look_now, now_of
from tests.fixtures.sandbox import SandboxX

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def marks(settings: Settings, tmp_path: Path) -> Path:
    settings.WITNESS_ROOT = tmp_path / "witness"
    return tmp_path / "witness"


@pytest.fixture
def restored(owner: psycopg.Connection) -> Callable[[Post], None]:
    """The post's rows as a backup has them that was made before it went out."""

    def restore(post: Post) -> None:
        owner.execute("SET session_replication_role = replica")  # as pg_restore does: no trigger
        owner.execute("DELETE FROM drafts_attempt WHERE post_id = %s", [post.pk])
        owner.execute(
            "UPDATE drafts_post SET state = 'scheduled', tweet_id = NULL, posted_at = NULL"
            " WHERE id = %s",
            [post.pk],
        )
        owner.execute("SET session_replication_role = origin")

    return restore


def test_post_that_went_out_after_the_backup_is_found_and_not_sent_again(
    due_words: Post, sandbox: SandboxX, restored: Callable[[Post], None]
) -> None:
    sending.send(due_words.school_id, due_words.pk)
    (live,) = sandbox.live(HANDLE)
    restored(due_words)

    sending.send(due_words.school_id, due_words.pk)
    assert now_of(due_words).state == State.UNKNOWN
    look_now(due_words)

    found = now_of(due_words)
    assert (found.state, found.tweet_id) == (State.POSTED, live["id"])
    assert len(sandbox.requests("create")) == 1


def test_control_without_a_witness_it_goes_out_twice(
    due_words: Post, sandbox: SandboxX, restored: Callable[[Post], None]
) -> None:
    sending.send(due_words.school_id, due_words.pk)
    restored(due_words)

    with patch.object(witness, "started", return_value=None), patch.object(witness, "leave"):
        sending.send(due_words.school_id, due_words.pk)

    assert len(sandbox.live(HANDLE)) == 2


def test_post_that_is_gone_from_the_timeline_waits_for_a_person(
    due_words: Post, sandbox: SandboxX, restored: Callable[[Post], None]
) -> None:
    sandbox.plan_fault("cut_before")
    sending.send(due_words.school_id, due_words.pk)
    restored(due_words)

    sending.send(due_words.school_id, due_words.pk)
    for _ in range(4):
        look_now(due_words)

    assert now_of(due_words).state == State.HELD
    assert sandbox.live(HANDLE) == []


def test_next_attempt_of_a_post_is_no_repetition(due_words: Post, sandbox: SandboxX) -> None:
    sandbox.plan_fault("rate_limited")
    sending.send(due_words.school_id, due_words.pk)
    change(due_words, not_before=timezone.now() - timedelta(seconds=1))
    with scope.school(due_words.school_id):
        type(due_words.account).objects.update(wait_until=None)

    sending.send(due_words.school_id, due_words.pk)

    assert now_of(due_words).state == State.POSTED
    assert len(sandbox.live(HANDLE)) == 1


def test_nothing_is_sent_where_no_mark_can_be_left(
    due_words: Post, sandbox: SandboxX, marks: Path
) -> None:
    marks.write_text("a file where the folder should be")

    with pytest.raises(OSError, match="witness"):
        sending.send(due_words.school_id, due_words.pk)

    assert sandbox.requests("create") == []
    assert last_attempt(due_words).state == AttemptState.PREPARED


def test_mark_cut_short_by_a_crash_still_counts(
    due_words: Post, sandbox: SandboxX, marks: Path, restored: Callable[[Post], None]
) -> None:
    sending.send(due_words.school_id, due_words.pk)
    (mark,) = marks.glob("*/*")
    mark.write_text("")
    restored(due_words)

    sending.send(due_words.school_id, due_words.pk)

    assert now_of(due_words).state == State.UNKNOWN


def test_mark_holds_no_words_and_goes_after_a_while(
    due_words: Post, sandbox: SandboxX, marks: Path
) -> None:
    sending.send(due_words.school_id, due_words.pk)
    (mark,) = marks.glob("*/*")
    assert due_words.text not in mark.read_text()
    now = timezone.now()

    assert witness.sweep(now) == 0
    long_ago = (now - witness.KEPT - timedelta(days=1)).timestamp()
    os.utime(mark, (long_ago, long_ago))

    assert witness.sweep(now) == 1
    assert list(marks.glob("*/*")) == []
