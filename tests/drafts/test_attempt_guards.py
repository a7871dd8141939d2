"""What the database itself holds of attempts, tried with the software's own rights."""

from collections.abc import Iterator

import pytest

from moderation.drafts.models import Attempt, Post
from moderation.drafts.workflow import ATTEMPT_TRANSITIONS, OPEN_ATTEMPT, AttemptState
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import as_owner, run_sql
from tests.drafts.forcing import force, pairs_in, refused
from tests.posts import adopt_policy, make_post, scheduled

INSERT_ATTEMPT = (
    "INSERT INTO drafts_attempt (school_id, post_id, kind, number, state, endpoint, request_hash, "
    "worker, deadline_at, reason, excerpt, tweet_id, media_id, media_key, looks) "
    "VALUES (%s, %s, %s, %s, %s, 'POST /2/tweets', '', '', now(), '', '', '', '', '', 0) "
    "RETURNING id"
)


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    adopt_policy(school)
    with scope.school(school.pk):
        yield


@pytest.fixture
def post(school: School, teacher: Person, head: Person) -> Post:
    return scheduled(school, teacher, head)


def attempt(post: Post, kind: str = "create", number: int = 1, state: str = "prepared") -> int:
    """A new attempt, forced into a later state where one is asked for."""
    ((pk,),) = run_sql(INSERT_ATTEMPT, post.school_id, post.pk, kind, number, "prepared")
    if state != "prepared":
        force("drafts_attempt", pk, state=state)
    return int(pk)


def test_attempt_trigger_and_workflow_know_the_same_steps() -> None:
    assert pairs_in("drafts_attempt_guard") == {(str(a), str(b)) for a, b in ATTEMPT_TRANSITIONS}


@pytest.mark.parametrize("state", AttemptState.values)
def test_attempt_takes_no_step_outside_the_workflow(post: Post, state: str) -> None:
    pk = attempt(post, state=state)
    allowed = {str(after) for before, after in ATTEMPT_TRANSITIONS if before == state}

    for target in set(AttemptState.values) - allowed - {state}:
        with refused("cannot go from|kept as it was"):
            run_sql("UPDATE drafts_attempt SET state = %s WHERE id = %s", target, pk)


@pytest.mark.parametrize("state", sorted(set(AttemptState) - OPEN_ATTEMPT))
def test_finished_attempt_is_frozen(post: Post, state: str) -> None:
    pk = attempt(post, state=state)

    with refused("kept as it was"):
        run_sql("UPDATE drafts_attempt SET reason = 'another story' WHERE id = %s", pk)


def test_attempt_is_never_born_finished(post: Post) -> None:
    with refused("begins as prepared"):
        run_sql(INSERT_ATTEMPT, post.school_id, post.pk, "create", 1, "accepted")


@pytest.mark.parametrize("statement", ["DELETE FROM drafts_attempt", "TRUNCATE drafts_attempt"])
@pytest.mark.parametrize("as_whom", ["software", "owner"])
def test_attempts_are_never_deleted(post: Post, statement: str, as_whom: str) -> None:
    attempt(post)

    with refused("never deleted|is refused|permission denied"):
        if as_whom == "software":
            run_sql(statement)
        else:
            with as_owner():
                run_sql("SET CONSTRAINTS ALL IMMEDIATE")
                run_sql(statement)


@pytest.mark.parametrize("first", sorted(OPEN_ATTEMPT))
@pytest.mark.parametrize("kind", ["create", "delete"])
def test_one_attempt_is_open_at_a_time(post: Post, first: str, kind: str) -> None:
    attempt(post, "create", state=first)

    with refused("attempt_one_open"):
        attempt(post, kind, number=2)


def test_pictures_go_up_while_an_attempt_is_open(post: Post) -> None:
    attempt(post, "create")

    attempt(post, "upload", number=1)
    attempt(post, "upload", number=2)

    assert post.attempts.filter(kind=Attempt.Kind.UPLOAD).count() == 2


@pytest.mark.parametrize("first", ["accepted", "found"])
@pytest.mark.parametrize("second", ["accepted", "found"])
def test_one_attempt_succeeds(post: Post, first: str, second: str) -> None:
    attempt(post, state=first)
    pk = attempt(post, number=2, state="in_flight" if second == "accepted" else "unknown")

    with refused("attempt_one_success"):
        run_sql("UPDATE drafts_attempt SET state = %s WHERE id = %s", second, pk)


def test_attempts_are_numbered_once(post: Post) -> None:
    attempt(post, state="not_sent")

    with refused("attempt_one_number"):
        attempt(post)


def test_attempt_stays_in_the_school_of_its_post(
    school: School, other_school: School, other_head: Person
) -> None:
    theirs = make_post(other_school, other_head)

    with refused("same_school"):
        run_sql(INSERT_ATTEMPT, school.pk, theirs.pk, "create", 1, "prepared")
