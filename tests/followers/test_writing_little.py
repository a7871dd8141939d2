"""What a sweep writes: nothing of who is as before, and of who is not only the row's own page.

A row that an index speaks of anew is written into every index (not "heap-only"), each a page of its
own among a million; that was most of what a second sweep wrote.
"""

import pytest
from django.db import connection

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.fixtures.sandbox import SandboxX
from tests.followers.sweeping import HANDLE, cases, follows, swept

UPDATED = """
SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_xact_user_tables WHERE relname = %s
"""
VERSIONS = "SELECT x_user_id, ctid::text || xmin::text FROM followers_follower"


def updated(table: str) -> tuple[int, int]:
    """Rows changed in this transaction so far, and how many of them touched no index."""
    with connection.cursor() as cursor:
        cursor.execute(UPDATED, [table])
        changed, heap_only = cursor.fetchone()
    return changed, heap_only


def versions(account: Account) -> dict[int, str]:
    with scope.school(account.school_id), connection.cursor() as cursor:
        cursor.execute(VERSIONS)
        return dict(cursor.fetchall())


def churned(sandbox: SandboxX, account: Account, by: Person) -> None:
    """A first sweep; then somebody goes away and somebody looks different."""
    sandbox.gather_crowd(HANDLE, 30)
    goes, changes = (follows(sandbox, account, one) for one in ("Goes", "Changes"))
    swept(account, by)
    sandbox.tie("unfollow", goes, account.x_user_id)
    sandbox.change(changes, bio="New words")


def test_of_who_is_as_before_nothing_is_written(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    churned(sandbox, x_account, head)
    before = versions(x_account)

    sweep = swept(x_account, head)

    after = versions(x_account)
    assert (sweep.changed, sweep.gone) == (1, 1)
    assert sum(before[one] != after[one] for one in before) == 2


def test_who_went_or_changed_is_written_into_no_index(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    churned(sandbox, x_account, head)
    changed, heap_only = updated("followers_follower")

    swept(x_account, head)

    assert updated("followers_follower") == (changed + 2, heap_only + 2)


def test_control_a_change_that_an_index_speaks_of_is_written_into_every_index(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    churned(sandbox, x_account, head)
    changed, heap_only = updated("followers_follower")

    with scope.school(x_account.school_id), connection.cursor() as cursor:
        cursor.execute("UPDATE followers_follower SET first_seen_at = now() - interval '1 day'")

    assert updated("followers_follower") == (changed + 32, heap_only)


@pytest.mark.parametrize(
    ("table", "percent"), [("followers_follower", "90"), ("followers_followercase", "85")]
)
def test_pages_have_room_for_what_changes(db: None, table: str, percent: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = %s", [table])
        assert cursor.fetchone() == ([f"fillfactor={percent}"],)


def test_facts_that_came_newer_are_written_into_no_index_of_the_cases(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    person = follows(sandbox, x_account, "Changes")
    swept(x_account, head)
    changed, heap_only = updated("followers_followercase")
    sandbox.change(person, bio="New words")

    swept(x_account, head)

    assert updated("followers_followercase") == (changed + 1, heap_only + 1)
    assert cases(x_account)[0].bio == "New words"
