"""No way round approval: each hole found in a comparable product, tried on the tables themselves.

What is tried here is what somebody could do who reaches the database with the software's own
rights: every attempt is refused by the database, whatever the code above it does.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from moderation.drafts.actions import drafts as writing
from moderation.drafts.actions import reviews, submissions
from moderation.drafts.models import Decision, Post, Version
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import as_owner, run_sql
from tests.posts import adopt_policy, make_photo, make_post, scheduled, submitted

TIMES = "scheduled_for = now(), not_before = now(), expires_at = now() + interval '2 hours'"
PHOTO = [("Seedlings in pots", False)]


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    adopt_policy(school)
    with scope.school(school.pk):
        yield


@contextmanager
def refused(words: str) -> Iterator[None]:
    """The database says no, in these words, and nothing is left of the attempt."""
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        yield


def state_of(post: Post) -> str:
    return str(Post.objects.values_list("state", flat=True).get(pk=post.pk))


def revised(post: Post, text: str) -> Post:
    """The post opened by its author, changed, and submitted again."""
    now = timezone.now()
    submissions.recall(post=post, by=post.author, now=now)
    post = Post.objects.get(pk=post.pk)
    writing.save(post=post, by=post.author, text=text, revision=post.revision, now=now)
    return submissions.submit(post=post, by=post.author, now=now)


def test_draft_saved_with_a_schedule_is_refused(school: School, teacher: Person) -> None:
    post = make_post(school, teacher)

    with refused("cannot go from draft to scheduled"):
        run_sql(
            f"UPDATE drafts_post SET state = 'scheduled', seal = 'x', {TIMES} WHERE id = %s",
            post.pk,
        )


def test_post_born_scheduled_is_refused(school: School, teacher: Person) -> None:
    post = make_post(school, teacher)

    with refused("begins as a draft"):
        run_sql(
            "INSERT INTO drafts_post (school_id, author_id, account_id, text, state, revision, "
            "created_at, saved_at, wall_time, fingerprint, seal, trouble, removal_reason, "
            "scheduled_for, not_before, expires_at) SELECT school_id, author_id, account_id, text, "
            "'scheduled', 0, now(), now(), '', '', 'x', '', '', now(), now(), now() "
            "FROM drafts_post WHERE id = %s",
            post.pk,
        )


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_post_goes_nowhere_without_a_decision(school: School, teacher: Person, state: str) -> None:
    post = make_post(school, teacher) if state == "draft" else submitted(school, teacher)

    for target in ("approved", "scheduled", "sending", "posted"):
        with refused("cannot go|approved only by|violates"):
            run_sql(
                f"UPDATE drafts_post SET state = '{target}', seal = 'x', tweet_id = NULL, {TIMES} "
                "WHERE id = %s",
                post.pk,
            )


def decide_in_sql(post: Post, version: Version, by: Person, author: Person) -> None:
    run_sql(
        "INSERT INTO drafts_decision (school_id, post_id, version_id, verdict, comment, seal, "
        "author_id, by_id, at) VALUES (%s, %s, %s, 'approve', '', 'forged', %s, %s, now())",
        post.school_id,
        post.pk,
        version.pk,
        author.pk,
        by.pk,
    )


def test_author_cannot_approve_even_in_the_table(school: School, head: Person) -> None:
    post = submitted(school, head)

    with refused("decision_not_on_ones_own_draft"):
        decide_in_sql(post, post.versions.get(), by=head, author=head)


def test_author_cannot_pass_the_draft_off_as_somebody_elses(
    school: School, head: Person, teacher: Person
) -> None:
    post = submitted(school, head)

    with refused("drafts_decision_true_author"), transaction.atomic():
        decide_in_sql(post, post.versions.get(), by=head, author=teacher)
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")


def test_author_cannot_be_exchanged_afterwards(
    school: School, head: Person, teacher: Person
) -> None:
    post = submitted(school, head)

    with refused("keeps its author"):
        run_sql("UPDATE drafts_post SET author_id = %s WHERE id = %s", teacher.pk, post.pk)


@pytest.mark.parametrize("waiting", [True, False])
def test_words_stand_once_submitted(
    school: School, teacher: Person, head: Person, *, waiting: bool
) -> None:
    post = submitted(school, teacher) if waiting else scheduled(school, teacher, head)

    with refused("words of a post change only while it is a draft"):
        run_sql("UPDATE drafts_post SET text = 'Something else' WHERE id = %s", post.pk)


@pytest.mark.parametrize("waiting", [True, False])
def test_picture_cannot_be_attached_once_submitted(
    school: School, teacher: Person, head: Person, *, waiting: bool
) -> None:
    post = submitted(school, teacher) if waiting else scheduled(school, teacher, head)
    photo = make_photo(school, teacher)

    with refused("pictures of a post change only while it is a draft"):
        run_sql(
            "INSERT INTO drafts_postphoto (school_id, post_id, photo_id, position, alt_text) "
            "VALUES (%s, %s, %s, 1, '')",
            school.pk,
            post.pk,
            photo.pk,
        )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE drafts_postphoto SET alt_text = 'Amelia' WHERE post_id = %s",
        "UPDATE drafts_postphoto SET shows_pupils = false WHERE post_id = %s",
        "DELETE FROM drafts_postphoto WHERE post_id = %s",
    ],
)
def test_picture_stands_once_scheduled(
    school: School, teacher: Person, head: Person, change: str
) -> None:
    post = scheduled(school, teacher, head, photos=[("Seedlings in pots", True)])

    with refused("pictures of a post change only while it is a draft"):
        run_sql(change, post.pk)


def test_picture_cannot_be_carried_off_to_another_draft(
    school: School, teacher: Person, head: Person
) -> None:
    post = scheduled(school, teacher, head, photos=PHOTO)
    draft = make_post(school, teacher)

    with refused("stays with the post"):
        run_sql("UPDATE drafts_postphoto SET post_id = %s WHERE post_id = %s", draft.pk, post.pk)


def test_approval_of_an_older_version_covers_nothing_new(
    school: School, teacher: Person, head: Person
) -> None:
    post = scheduled(school, teacher, head)
    seal = post.seal
    post = revised(post, "Words that nobody approved")

    with refused("not of the latest version"):
        run_sql("UPDATE drafts_post SET state = 'approved', seal = %s WHERE id = %s", seal, post.pk)


@pytest.mark.parametrize("state", ["returned", "rejected"])
def test_refused_draft_is_not_approved_by_the_back_door(
    school: School, teacher: Person, head: Person, state: str
) -> None:
    post = submitted(school, teacher)
    verdict = {"returned": reviews.send_back, "rejected": reviews.reject}[state]
    verdict(post=post, by=head, version=1, comment="No", now=timezone.now())

    with refused(f"cannot go from {state} to"):
        run_sql("UPDATE drafts_post SET state = 'approved', seal = 'x' WHERE id = %s", post.pk)


@pytest.mark.parametrize("table", ["drafts_decision", "drafts_version"])
@pytest.mark.parametrize("as_whom", ["software", "owner"])
def test_what_was_decided_is_never_rewritten(
    school: School, teacher: Person, head: Person, table: str, as_whom: str
) -> None:
    scheduled(school, teacher, head)

    for statement in (f"UPDATE {table} SET school_id = school_id", f"DELETE FROM {table}"):
        with refused("is refused|permission denied"):
            if as_whom == "software":
                run_sql(statement)
            else:
                with as_owner():
                    run_sql(statement)


def test_two_approvals_of_one_version_leave_one_decision(
    school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    post = submitted(school, teacher)
    reviews.approve(post=post, by=head, version=1, now=timezone.now())

    with pytest.raises(reviews.AlreadyDecided):
        reviews.approve(post=post, by=deputy, version=1, now=timezone.now())

    assert Decision.objects.filter(post=post).count() == 1
    assert state_of(post) == State.SCHEDULED
