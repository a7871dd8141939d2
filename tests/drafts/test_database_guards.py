"""What the database itself holds of posts, tried with the software's own rights.

What guards the approval has its own file, ``test_no_way_round_approval.py``, and so have attempts.
"""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from moderation.drafts.models import Post
from moderation.drafts.workflow import TRANSITIONS, State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import run_sql
from tests.drafts.forcing import force, pairs_in, put, refused
from tests.posts import adopt_policy, make_account, make_photo, make_post, scheduled, submitted

INSERT_VERSION = (
    "INSERT INTO drafts_version (school_id, post_id, number, text, pictures, findings, "
    "policy_version, kind, approvals_needed, submitted_by_id, submitted_at) "
    "VALUES (%s, %s, 1, '', '[]', '[]', 1, 'ordinary', 1, %s, now())"
)
INSERT_PHOTO = (
    "INSERT INTO drafts_postphoto (school_id, post_id, photo_id, position, alt_text, source, "
    "declared) VALUES (%s, %s, %s, %s, '', '', '{}')"
)


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    adopt_policy(school)
    with scope.school(school.pk):
        yield


@pytest.fixture
def post(school: School, teacher: Person, head: Person) -> Post:
    return scheduled(school, teacher, head)


def test_post_trigger_and_workflow_know_the_same_steps() -> None:
    in_code = {(str(a), str(b)) for (a, _), b in TRANSITIONS.items() if a != b}

    assert pairs_in("drafts_post_guard") == in_code


@pytest.mark.parametrize("state", State.values)
def test_post_takes_no_step_outside_the_workflow(post: Post, state: str) -> None:
    put(post, state)
    allowed = {str(after) for (before, _), after in TRANSITIONS.items() if before == state}

    for target in set(State.values) - allowed - {state}:
        with refused(f"a post cannot go from {state} to {target}"):
            run_sql("UPDATE drafts_post SET state = %s WHERE id = %s", target, post.pk)


@pytest.mark.parametrize("state", ["sending", "unknown", "held"])
def test_post_on_x_has_its_tweet_id(post: Post, state: str) -> None:
    put(post, state)

    if state == "held":
        with refused("post_on_x_has_tweet_id"):
            run_sql("UPDATE drafts_post SET tweet_id = '1' WHERE id = %s", post.pk)
    with refused("post_on_x_has_tweet_id|cannot go"):
        run_sql("UPDATE drafts_post SET state = 'posted' WHERE id = %s", post.pk)


def test_tweet_stands_for_one_post_in_all_schools(
    post: Post, other_school: School, other_head: Person
) -> None:
    put(post, State.POSTED)
    theirs = make_post(other_school, other_head)
    put(theirs, State.HELD)

    with scope.school(other_school.pk), refused("tweet_id"):
        run_sql(
            "UPDATE drafts_post SET state = 'posted', tweet_id = '1234567890' WHERE id = %s",
            theirs.pk,
        )


@pytest.mark.parametrize(
    "missing",
    ["seal = ''", "scheduled_for = NULL", "not_before = NULL", "expires_at = NULL"],
)
def test_scheduled_post_is_sealed_and_has_its_times(post: Post, missing: str) -> None:
    with refused("post_scheduled_is_sealed"):
        run_sql(f"UPDATE drafts_post SET {missing} WHERE id = %s", post.pk)


@pytest.mark.parametrize("state", ["scheduled", "sending", "unknown", "held", "posted", "removing"])
def test_same_words_stand_once_a_day(
    school: School, teacher: Person, post: Post, state: str
) -> None:
    put(post, state)
    twin = submitted(school, teacher)
    force("drafts_post", twin.pk, state="approved", seal="x")

    with refused("post_once_a_day"):
        run_sql(
            "UPDATE drafts_post SET state = 'scheduled', fingerprint = %s, scheduled_for = now(), "
            "not_before = now(), expires_at = now() WHERE id = %s",
            post.fingerprint,
            twin.pk,
        )


def test_picture_has_one_place_and_there_are_four(school: School, teacher: Person) -> None:
    draft = make_post(school, teacher, photos=[("Beans", False)])
    (first,) = draft.photos.all()
    second = make_photo(school, teacher)

    for photo, position, words in (
        (second, 5, "post_photo_at_most_four"),
        (second, 1, "post_photo_one_place"),
        (first, 2, "post_photo_once"),
    ):
        with refused(words):
            run_sql(INSERT_PHOTO, school.pk, draft.pk, photo.pk, position)


def test_nothing_points_into_another_school(
    school: School, other_school: School, teacher: Person, other_head: Person, post: Post
) -> None:
    draft = make_post(school, teacher)
    account, photo = make_account(other_school), make_photo(other_school, other_head)
    theirs = make_post(other_school, other_head)

    for words, statement, values in (
        ("same_school", INSERT_PHOTO, (school.pk, draft.pk, photo.pk, 1)),
        (
            "same_school",
            INSERT_VERSION,
            (school.pk, theirs.pk, teacher.pk),
        ),
        (
            "same_school",
            "UPDATE drafts_post SET account_id = %s WHERE id = %s",
            (account.pk, draft.pk),
        ),
        (
            "member",
            "INSERT INTO drafts_look (school_id, post_id, by_id, at) VALUES (%s, %s, %s, now())",
            (school.pk, draft.pk, other_head.pk),
        ),
    ):
        with refused(words):
            run_sql(statement, *values)


def test_author_belongs_to_the_school(school: School, other_head: Person) -> None:
    account = make_account(school)

    with refused("author_id_member"):
        Post.objects.create(
            school=school,
            author=other_head,
            account=account,
            created_at=timezone.now(),
            saved_at=timezone.now(),
        )
