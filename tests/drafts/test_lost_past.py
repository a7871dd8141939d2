"""A restore never posts again what is live: the timeline is asked before anything is sent."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from unittest.mock import patch

import psycopg
import pytest
from django.urls import reverse
from django.utils import timezone

from moderation.drafts import tasks
from moderation.drafts.actions import freezes
from moderation.drafts.jobs import lost_past, sending
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.operations.models import Restoration
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of, run_sql
from tests.drafts.outgoing import HANDLE, carry_on, look_now, now_of
from tests.fixtures.sandbox import SandboxX
from tests.posts import scheduled

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def restored(owner: psycopg.Connection) -> Iterator[Callable[[Post], None]]:
    """The post as a backup of a minute ago had it, restored now; the witness is lost as well."""

    def restore(post: Post) -> None:
        owner.execute("SET session_replication_role = replica")
        owner.execute("DELETE FROM drafts_attempt WHERE post_id = %s", [post.pk])
        owner.execute(
            "UPDATE drafts_post SET state = 'scheduled', tweet_id = NULL, posted_at = NULL"
            " WHERE id = %s",
            [post.pk],
        )
        owner.execute("SET session_replication_role = origin")
        owner.execute("UPDATE accounts_school SET posting_paused_at = now()")
        owner.execute(
            "INSERT INTO operations_restoration (school_id, made_at, restored_at)"
            " SELECT id, now() - interval '1 minute', now() + interval '1 second'"
            " FROM accounts_school"
        )

    forgetful = patch("moderation.drafts.jobs.witness.started", return_value=None)
    with forgetful, patch("moderation.drafts.jobs.witness.leave"):
        yield restore


def let_go_without_comparing(school: School, owner: psycopg.Connection) -> None:
    """As somebody with a database console would: the gate at the thaw is passed by."""
    owner.execute("UPDATE accounts_school SET posting_paused_at = NULL")


def test_post_that_went_out_since_the_backup_is_found(
    due_words: Post, sandbox: SandboxX, restored: Callable[[Post], None]
) -> None:
    sending.send(due_words.school_id, due_words.pk)
    (live,) = sandbox.live(HANDLE)
    restored(due_words)

    tasks.compare_restored()
    assert now_of(due_words).state == State.UNKNOWN
    look_now(due_words)

    found = now_of(due_words)
    assert (found.state, found.tweet_id) == (State.POSTED, live["id"])
    assert len(sandbox.requests("create")) == 1


def test_post_that_did_not_go_out_waits_for_a_person(
    due_words: Post, sandbox: SandboxX, restored: Callable[[Post], None]
) -> None:
    restored(due_words)

    tasks.compare_restored()
    carry_on(due_words)

    assert now_of(due_words).state == State.HELD
    assert sandbox.requests("create") == []


def test_comparing_twice_asks_once(
    due_words: Post, sandbox: SandboxX, restored: Callable[[Post], None]
) -> None:
    restored(due_words)

    assert lost_past.compare(due_words.school_id) == 1
    assert lost_past.compare(due_words.school_id) == 0


def test_nothing_is_sent_while_posting_waits(
    due_words: Post, sandbox: SandboxX, restored: Callable[[Post], None]
) -> None:
    restored(due_words)

    sending.send(due_words.school_id, due_words.pk)

    assert sandbox.requests("create") == []
    assert now_of(due_words).state == State.SCHEDULED


def test_post_of_any_day_is_looked_for_before_it_is_sent(
    due_words: Post,
    sandbox: SandboxX,
    restored: Callable[[Post], None],
    school: School,
    owner: psycopg.Connection,
) -> None:
    sending.send(due_words.school_id, due_words.pk)
    restored(due_words)
    let_go_without_comparing(school, owner)

    sending.send(due_words.school_id, due_words.pk)
    assert now_of(due_words).state == State.UNKNOWN
    look_now(due_words)

    assert now_of(due_words).state == State.POSTED
    assert len(sandbox.live(HANDLE)) == 1


def test_control_without_that_look_it_goes_out_twice(
    due_words: Post,
    sandbox: SandboxX,
    restored: Callable[[Post], None],
    school: School,
    owner: psycopg.Connection,
) -> None:
    sending.send(due_words.school_id, due_words.pk)
    restored(due_words)
    let_go_without_comparing(school, owner)

    with patch.object(lost_past, "stands_since", return_value=None):
        sending.send(due_words.school_id, due_words.pk)

    assert len(sandbox.live(HANDLE)) == 2


def test_timeline_that_cannot_be_read_sends_nothing(
    due_words: Post,
    sandbox: SandboxX,
    restored: Callable[[Post], None],
    school: School,
    owner: psycopg.Connection,
) -> None:
    restored(due_words)
    let_go_without_comparing(school, owner)
    sandbox.plan_fault("503_before", "timeline", times=9)

    sending.send(due_words.school_id, due_words.pk)

    assert sandbox.requests("create") == []
    assert now_of(due_words).state == State.SCHEDULED


def test_post_written_after_the_restore_costs_no_look(
    restored: Callable[[Post], None],
    due_words: Post,
    school: School,
    teacher: Person,
    head: Person,
    x_account: Account,
    sandbox: SandboxX,
) -> None:
    restored(due_words)
    later = scheduled(school, teacher, head, text="Written after the restore.")
    later.created_at = timezone.now() + timedelta(minutes=1)

    assert lost_past.stands_since(later) is None
    assert sandbox.requests("timeline") == []


def test_posting_goes_on_only_after_the_look(
    due_words: Post,
    sandbox: SandboxX,
    restored: Callable[[Post], None],
    school: School,
    head: Person,
) -> None:
    restored(due_words)

    with scope.school(school.pk), pytest.raises(freezes.NotCompared, match="one post"):
        freezes.thaw(school=school, by=head, now=timezone.now())
    tasks.compare_restored()
    carry_on(due_words)
    with scope.school(school.pk):
        freezes.thaw(school=school, by=head, now=timezone.now())

    with scope.school(school.pk):
        assert not Restoration.objects.open().exists()
        assert School.objects.get(pk=school.pk).posting_paused_at is None


def test_page_says_why_posting_is_stopped(
    due_words: Post, sandbox: SandboxX, restored: Callable[[Post], None], head: Person
) -> None:
    restored(due_words)

    page = client_of(head).get(reverse("drafts:freeze", args=["st-catherine"])).content.decode()

    assert "Posting is stopped" in page
    assert "Restored from the backup of" in page
    assert "1 still to go" in page
    refusal = client_of(head).post(reverse("drafts:freeze_end", args=["st-catherine"]), follow=True)
    assert "still looks on X for one post" in refusal.content.decode()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM operations_restoration",
        "UPDATE operations_restoration SET made_at = now()",
        "UPDATE operations_restoration SET restored_at = now()",
    ],
)
def test_restoration_is_never_forgotten(
    due_words: Post, restored: Callable[[Post], None], statement: str
) -> None:
    restored(due_words)

    with scope.school(due_words.school_id), pytest.raises(Exception, match="restor"):
        run_sql(statement)


def test_second_restore_before_the_first_was_settled_widens_the_gap(
    due_words: Post, restored: Callable[[Post], None], owner: psycopg.Connection
) -> None:
    restored(due_words)
    owner.execute(
        "INSERT INTO operations_restoration (school_id, made_at, restored_at)"
        " SELECT id, now() - interval '1 hour', now() - interval '59 minutes' FROM accounts_school"
    )

    with scope.school(due_words.school_id):
        gap = Restoration.objects.open().gap()

    assert gap is not None
    assert timedelta(minutes=60) < gap.restored_at - gap.made_at < timedelta(minutes=62)
    assert lost_past.schools() == [due_words.school_id]
