"""Threads, held by the database: in raw SQL, past all that the software asks."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils import timezone

from moderation.drafts.models import Post, Thread
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import run_sql
from tests.drafts.forcing import force, put, refused
from tests.drafts.threads import WORDS, approved, drafted
from tests.posts import make_account, make_post


@pytest.fixture(autouse=True)
def at_the_school(school: School) -> Iterator[None]:
    """All of it in the school's own scope."""
    with scope.school(school.pk):
        yield


@pytest.fixture
def thread(school: School, teacher: Person, head: Person, x_account: Account) -> list[Post]:
    return approved(school, teacher, head)


@pytest.fixture
def drafts(school: School, teacher: Person, x_account: Account) -> list[Post]:
    return drafted(school, teacher)


@pytest.mark.parametrize(("before", "after"), [("approved", "scheduled"), ("scheduled", "sending")])
@pytest.mark.parametrize("first", [State.SCHEDULED, State.UNKNOWN, State.HELD, State.REMOVING])
def test_nothing_follows_what_is_not_posted(
    thread: list[Post], before: str, after: str, first: str
) -> None:
    put(thread[0], first)
    force(
        "drafts_post",
        thread[1].pk,
        state=before,
        not_before=timezone.now(),
        expires_at=timezone.now(),
    )

    with refused("the post before it in the thread is not posted"):
        run_sql("UPDATE drafts_post SET state = %s WHERE id = %s", after, thread[1].pk)


def test_nothing_follows_a_gap(thread: list[Post]) -> None:
    put(thread[0], State.POSTED)
    force(
        "drafts_post",
        thread[2].pk,
        state="scheduled",
        not_before=timezone.now(),
        expires_at=timezone.now(),
        place=4,
    )

    with refused("the post before it in the thread is not posted"):
        run_sql("UPDATE drafts_post SET state = 'sending' WHERE id = %s", thread[2].pk)


def test_its_place_is_kept_once_it_is_no_draft(thread: list[Post]) -> None:
    with refused("changes only while it is a draft"):
        run_sql("UPDATE drafts_post SET place = 7 WHERE id = %s", thread[2].pk)
    with refused("changes only while it is a draft"):
        run_sql("UPDATE drafts_post SET place = NULL, thread_id = NULL WHERE id = %s", thread[2].pk)


def test_a_place_is_taken_once(drafts: list[Post]) -> None:
    with refused("post_one_place"):
        run_sql("UPDATE drafts_post SET place = 1 WHERE id = %s", drafts[1].pk)


@pytest.mark.parametrize("place", [0, 11, None])
def test_places_run_from_one_to_ten(drafts: list[Post], place: int | None) -> None:
    with refused("post_place"):
        run_sql("UPDATE drafts_post SET place = %s WHERE id = %s", place, drafts[1].pk)


def test_an_emergency_notice_is_in_none(drafts: list[Post]) -> None:
    with refused("post_place_in_thread"):
        run_sql("UPDATE drafts_post SET kind = 'emergency' WHERE id = %s", drafts[1].pk)


def test_a_thread_is_one_authors(drafts: list[Post], school: School, head: Person) -> None:
    theirs = make_post(school, head)

    with refused("drafts_post_thread_same_whole"):
        run_sql(
            "UPDATE drafts_post SET thread_id = %s, place = 9 WHERE id = %s",
            drafts[0].thread_id,
            theirs.pk,
        )


def test_a_thread_is_one_accounts(drafts: list[Post], school: School, teacher: Person) -> None:
    elsewhere = make_post(school, teacher, account=make_account(school))

    with refused("drafts_post_thread_same_whole"):
        run_sql(
            "UPDATE drafts_post SET thread_id = %s, place = 9 WHERE id = %s",
            drafts[0].thread_id,
            elsewhere.pk,
        )


def test_a_thread_is_kept_as_it_was_begun(drafts: list[Post]) -> None:
    with refused("kept as it was begun"):
        run_sql("UPDATE drafts_thread SET begun_at = now() WHERE id = %s", drafts[0].thread_id)
    with refused("kept as it was begun"):
        run_sql("DELETE FROM drafts_thread WHERE id = %s", drafts[0].thread_id)


def test_another_school_sees_none_of_it(drafts: list[Post], other_school: School) -> None:
    with scope.school(other_school.pk):
        assert not Thread.objects.exists()


def test_what_is_due_is_found_by_its_index_whatever_waits_behind(thread: list[Post]) -> None:
    """What waits in a thread is not scheduled, so no look ever passes it by."""
    with scope.platform(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Post.objects.due(timezone.now()).explain()

    assert "post_due" in plan
    assert len(WORDS) == 3
