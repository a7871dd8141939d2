"""What the database holds whoever asks: raw SQL against each promise of the register."""

import pytest
from django.db import DatabaseError, transaction

from moderation.following.models import Followee
from moderation.following.workflow import Verb
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import run_sql
from tests.drafts.forcing import refused
from tests.drafts.hands import hand_account
from tests.following.entries import asked, begun, decide, followed, pasted, wished
from tests.posts import make_account

ENTRY = """
INSERT INTO following_followee (school_id, account_id, x_user_id, handle, name, benefit, state,
    changed_at, review_on) VALUES (%s, %s, %s, %s, '', 'x', %s, now(), current_date)
"""
DECISION = """
INSERT INTO following_followingdecision (school_id, followee_id, verb, before, after, code, reason,
    by_id, at) VALUES (%s, %s, %s, 'wished', 'refused', '', %s, %s, now())
"""


@pytest.fixture
def account(school: School) -> Account:
    return make_account(school)


@pytest.mark.parametrize(
    ("number", "handle", "state", "words"),
    [
        ("", "NASA", "followed", "begins with a wish"),
        ("", "", "wished", "followee_is_somebody"),
        ("", "nasa", "wished", "followee_once_by_handle"),
        ("77", "Other", "found", "followee_once_by_number"),
    ],
)
def test_an_entry_is_of_one_somebody_and_begins_at_the_beginning(
    account: Account, head: Person, number: str, handle: str, state: str, words: str
) -> None:
    wished(account, head)
    with scope.school(account.school_id):
        run_sql(ENTRY, account.school_id, account.pk, "77", "Known", "found")

    with scope.school(account.school_id), refused(words):
        run_sql(ENTRY, account.school_id, account.pk, number, handle, state)


def test_a_colleagues_own_account_has_no_register(
    school: School, teacher: Person, head: Person
) -> None:
    own = make_account(school)
    with scope.school(school.pk):
        Account.objects.filter(pk=own.pk).update(kind="staff", owner=teacher)

    with scope.school(school.pk), refused("no register of a colleague"):
        run_sql(ENTRY, school.pk, own.pk, "5", "", "found")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE following_followee SET state = 'found'",
        "UPDATE following_followee SET state = 'refused'",
        "DELETE FROM following_followee",
        "DELETE FROM following_followrequest",
        "UPDATE following_followrequest SET state = 'accepted'",
        "UPDATE following_followrequest SET handle = 'Other'",
        "UPDATE following_followingdecision SET reason = 'y'",
        "DELETE FROM following_followingdecision",
        "UPDATE following_followingreading SET shown = 9",
        "DELETE FROM following_followingreading",
        "UPDATE following_followee SET benefit = '' WHERE state = 'followed'",
        "UPDATE following_followee SET review_on = NULL WHERE state = 'followed'",
    ],
)
def test_nothing_changes_without_a_decision_and_no_decision_changes(
    account: Account, head: Person, change: str
) -> None:
    followed(account, head)
    wished(account, head, "BBC")
    asked(account, head, "Somebody")
    pasted(account, head, ["NASA"])

    with scope.school(account.school_id), pytest.raises(DatabaseError), transaction.atomic():
        run_sql(change)


@pytest.mark.parametrize(
    ("verb", "reason", "by", "words"),
    [
        ("refuse", "", True, "following_decision_has_reason"),
        ("refuse", "x", False, "following_decision_by_person_or_reading"),
        ("miss", "", True, "following_decision_by_person_or_reading"),
        ("undo", "x", True, "following_undo_undoes"),
    ],
)
def test_a_decision_has_a_person_and_a_reason(
    account: Account, head: Person, verb: str, reason: str, *, by: bool, words: str
) -> None:
    row = wished(account, head)

    with scope.school(account.school_id), refused(words):
        run_sql(DECISION, account.school_id, row.pk, verb, reason, head.pk if by else None)


def test_a_decision_is_undone_once(account: Account, head: Person) -> None:
    row = decide(wished(account, head), head, Verb.AGREE)
    again = DECISION.replace("by_id,", "by_id, undoes_id,").replace("%s, now()", "%s, %s, now()")

    with scope.school(account.school_id):
        last = row.decisions.order_by("-pk")[0].pk
        run_sql(again, account.school_id, row.pk, "undo", "x", head.pk, last)
        with refused("undoes_id"):
            run_sql(again, account.school_id, row.pk, "undo", "x", head.pk, last)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("outcome = 'gave-up', missed = 1, ended_at = now()", "following_unread_tells_nothing"),
        ("found = 1", "following_unread_tells_nothing"),
        ("outcome = 'done'", "following_unread_tells_nothing"),
        (
            "outcome = 'done', next_token = '', whole = false, missed = 1, ended_at = now()",
            "following_part_misses_nobody",
        ),
        (
            "outcome = 'done', next_token = 'p2', ended_at = now()",
            "following_unread_tells_nothing",
        ),
    ],
)
def test_a_reading_that_is_not_whole_declares_nobody_missing(
    account: Account, head: Person, change: str, words: str
) -> None:
    begun(account, head)

    with scope.school(account.school_id), refused(words):
        run_sql(f"UPDATE following_followingreading SET {change}")


def test_another_school_sees_nothing_of_it(
    account: Account, head: Person, other_school: School, other_head: Person
) -> None:
    row = wished(account, head)
    other = hand_account(other_school, other_head)

    with scope.school(other_school.pk):
        assert not Followee.objects.exists()
        with refused("same_school|member"):
            run_sql(DECISION, other_school.pk, row.pk, "refuse", "x", other_head.pk)
        with refused("same_school"):
            run_sql(ENTRY, other_school.pk, account.pk, "", "BBC", "wished")
    assert other.school_id == other_school.pk
