"""What the database itself holds about posting by hand."""

import pytest
from django.utils import timezone

from moderation.drafts.models import Handover, Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import make_person, run_sql
from tests.drafts.forcing import refused
from tests.drafts.hands import hand_account, handed, let_go, no_word, taken
from tests.posts import adopt_policy, scheduled

INSERT_ATTEMPT = (
    "INSERT INTO drafts_attempt (school_id, post_id, kind, number, state, endpoint, request_hash,"
    " worker, deadline_at, reason, excerpt, tweet_id, media_id, media_key, looks)"
    " VALUES (%s, %s, %s, 9, 'prepared', '', '', '', now(), '', '', '', '', '', 0)"
)
INSERT_HANDOVER = (
    "INSERT INTO drafts_handover (school_id, post_id, by_id, taken_at, due_back_at, outcome, note)"
    " VALUES (%s, %s, %s, now(), now() + interval '1 minute', '', '')"
)


@pytest.fixture
def account(school: School, head: Person) -> Account:
    adopt_policy(school)
    return hand_account(school, head)


@pytest.fixture
def waiting(account: Account, teacher: Person, head: Person) -> Post:
    return handed(account, teacher, head)


@pytest.mark.parametrize("kind", ["create", "upload", "delete"])
def test_no_attempt_is_made_on_an_account_by_hand(waiting: Post, kind: str) -> None:
    with scope.school(waiting.school_id), refused("posted to by hand"):
        run_sql(INSERT_ATTEMPT, waiting.school_id, waiting.pk, kind)


def test_attempt_on_a_connected_account_is_let_in(
    school: School, teacher: Person, head: Person
) -> None:
    adopt_policy(school)
    post = scheduled(school, teacher, head)

    with scope.school(school.pk):
        run_sql(INSERT_ATTEMPT, school.pk, post.pk, "create")

        assert post.attempts.count() == 1


def test_no_worker_claims_a_post_by_hand(account: Account, teacher: Person, head: Person) -> None:
    post = scheduled(account.school, teacher, head, account=account)

    with scope.school(post.school_id), refused("no worker sends"):
        run_sql("UPDATE drafts_post SET state = 'sending' WHERE id = %s", post.pk)


def test_what_the_software_sends_is_handed_to_nobody(
    school: School, teacher: Person, head: Person
) -> None:
    adopt_policy(school)
    post = scheduled(school, teacher, head)

    with scope.school(school.pk), refused("is not handed to a person"):
        run_sql("UPDATE drafts_post SET state = 'by_hand' WHERE id = %s", post.pk)


def test_post_is_in_hand_exactly_while_somebody_has_it(waiting: Post, teacher: Person) -> None:
    with scope.school(waiting.school_id), refused("exactly while somebody has it"):
        run_sql("UPDATE drafts_post SET state = 'in_hand' WHERE id = %s", waiting.pk)
    taken(waiting, teacher)

    with scope.school(waiting.school_id), refused("exactly while somebody has it"):
        run_sql("UPDATE drafts_post SET state = 'held' WHERE id = %s", waiting.pk)


def test_one_person_has_it_at_a_time(waiting: Post, teacher: Person, head: Person) -> None:
    with scope.school(waiting.school_id), refused("handover_one_open"):
        run_sql(INSERT_HANDOVER, waiting.school_id, waiting.pk, teacher.pk)
        run_sql(INSERT_HANDOVER, waiting.school_id, waiting.pk, head.pk)


def test_only_a_post_that_waits_is_taken(account: Account, teacher: Person, head: Person) -> None:
    post = scheduled(account.school, teacher, head, account=account)

    with scope.school(post.school_id), refused("waits for it"):
        run_sql(INSERT_HANDOVER, post.school_id, post.pk, teacher.pk)


def test_only_a_member_takes_it(waiting: Post, other_school: School) -> None:
    stranger = make_person(other_school, Role.SLT)

    with scope.school(waiting.school_id), refused("member"):
        run_sql(INSERT_HANDOVER, waiting.school_id, waiting.pk, stranger.pk)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("taken_at = now() - interval '1 day'", "stays"),
        ("outcome = 'posted'", "handover_ended_has_outcome"),
        ("ended_at = now()", "handover_ended_has_outcome"),
        ("ended_at = now(), outcome = 'lost'", "handover_ended_has_outcome"),
        ("note = 'Other words'", "handover_note_is_of_a_change"),
    ],
)
def test_what_a_handover_says_holds(
    waiting: Post, teacher: Person, change: str, words: str
) -> None:
    row = taken(waiting, teacher)

    with scope.school(waiting.school_id), refused(words):
        run_sql(f"UPDATE drafts_handover SET {change} WHERE id = %s", row.pk)


def test_what_came_of_it_is_said_once(waiting: Post, teacher: Person) -> None:
    row = taken(waiting, teacher)
    let_go(waiting, teacher)

    with scope.school(waiting.school_id), refused("said once"):
        run_sql("UPDATE drafts_handover SET outcome = 'posted' WHERE id = %s", row.pk)


def test_no_word_may_be_answered(waiting: Post, teacher: Person) -> None:
    no_word(waiting, teacher)

    with scope.school(waiting.school_id):
        run_sql("UPDATE drafts_handover SET outcome = 'posted'")

        assert Handover.objects.get().outcome == "posted"


def test_who_had_it_is_never_forgotten(waiting: Post, teacher: Person) -> None:
    row = taken(waiting, teacher)

    with scope.school(waiting.school_id), refused("never forgotten"):
        run_sql("DELETE FROM drafts_handover WHERE id = %s", row.pk)


def test_what_goes_back_for_approval_leaves_it_behind(waiting: Post) -> None:
    with scope.school(waiting.school_id), refused("leaves its approval behind"):
        run_sql("UPDATE drafts_post SET state = 'submitted' WHERE id = %s", waiting.pk)


def test_time_to_give_word_is_after_it_was_taken(waiting: Post, teacher: Person) -> None:
    now = timezone.now()

    with scope.school(waiting.school_id), refused("handover_due_after_taken"):
        Handover.objects.create(
            school_id=waiting.school_id, post=waiting, by=teacher, taken_at=now, due_back_at=now
        )
