"""What the database itself refuses about blocks."""

import re

import pytest
from django.utils import timezone

from moderation.blocks.actions import blocks
from moderation.blocks.workflow import TRANSITIONS
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.blocks.blocking import decided, done
from tests.cast import as_owner, run_sql
from tests.drafts.forcing import refused


def pairs_in(function: str) -> set[tuple[str, ...]]:
    ((body,),) = run_sql("SELECT prosrc FROM pg_proc WHERE proname = %s", function)
    return set(re.findall(r"'([a-z-]+)>([a-z-]+)'", body))


def test_trigger_knows_the_same_life_as_the_table(db: None) -> None:
    ours = {
        (before.value, after.value) for (before, _), after in TRANSITIONS.items() if before != after
    }

    assert pairs_in("blocks_block_guard") == ours


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE blocks_block SET state = 'verified', told_by = 'api'", "is_verified_by_x"),
        ("UPDATE blocks_block SET state = 'verified', told_by = 'person', seen_at = now()",
         "is_verified_by_x"),
        ("UPDATE blocks_block SET state = 'done'", "is_said_to_be_done"),
        ("UPDATE blocks_block SET state = 'lifted'", "cannot go from"),
        ("UPDATE blocks_block SET state = 'undone'", "cannot go from"),
        ("UPDATE blocks_block SET reason = 'another'", "stays as it was"),
        ("UPDATE blocks_block SET user_id = '5'", "that of one account"),
        ("UPDATE blocks_block SET handle = 'no good'", "block_of_somebody"),
        ("UPDATE blocks_block SET done_at = now()", "done_by_somebody"),
        ("DELETE FROM blocks_block", "never deleted"),
        (("INSERT INTO blocks_blockentry (school_id, block_id, kind, words, reference, at)"
         " SELECT school_id, id, 'to-undo', '', '', now() FROM blocks_block"), "says_why"),
        (("INSERT INTO blocks_block (school_id, account_id, user_id, handle, reason, state,"
         " state_since, decided_by_id, decided_at, told_by)"
         " SELECT school_id, account_id, user_id, '', reason, 'to-do', now(), decided_by_id,"
         " now(), '' FROM blocks_block"), "block_open_once"),
        (("INSERT INTO blocks_block (school_id, account_id, user_id, handle, reason, state,"
         " state_since, decided_by_id, decided_at, told_by, seen_at)"
         " SELECT school_id, account_id, '6', '', reason, 'verified', now(), decided_by_id,"
         " now(), 'api', now() FROM blocks_block"), "begins as decided"),
        ("INSERT INTO blocks_blocktimes (school_id, days) SELECT school_id, 0 FROM blocks_block",
         "within_two_weeks"),
    ],
)  # fmt: skip
def test_database_refuses(x_account: Account, head: Person, statement: str, words: str) -> None:
    decided(x_account, head)

    with scope.school(x_account.school_id), refused(words):
        run_sql(statement)


@pytest.mark.parametrize("statement", ["UPDATE {} SET {}", "DELETE FROM {}"])
def test_record_is_only_added_to(x_account: Account, head: Person, statement: str) -> None:
    decided(x_account, head)

    with scope.school(x_account.school_id), as_owner(), refused("."):
        run_sql(statement.format("blocks_blockentry", "words = 'x'"))


def test_line_of_another_schools_block_is_refused(
    x_account: Account, head: Person, other_school: School
) -> None:
    block = decided(x_account, head)
    line = (
        "INSERT INTO blocks_blockentry (school_id, block_id, kind, words, reference, at)"
        " VALUES (%s, %s, 'done', '', '', now())"
    )

    with scope.school(other_school.pk), refused("same_school"):
        run_sql(line, other_school.pk, block.pk)


def test_attempt_and_reading_that_ended_are_kept(x_account: Account, head: Person) -> None:
    block = done(x_account, head)
    insert = (
        "INSERT INTO blocks_blockattempt (school_id, block_id, kind, by_id, state, prepared_at,"
        " deadline_at, reason) VALUES (%s, %s, 'block', %s, %s, now(), now(), '')"
    )
    reading = (
        "INSERT INTO blocks_blockreading (school_id, account_id, source, state, began_at, ended_at,"
        " next_token, pages, listed, next_try_at, holder, trouble)"
        " VALUES (%s, %s, 'api', 'complete', now(), now(), '', 1, 0, now(), '', '')"
    )
    with scope.school(block.school_id):
        with refused("begins as prepared"):
            run_sql(insert, block.school_id, block.pk, head.pk, "accepted")
        run_sql(insert, block.school_id, block.pk, head.pk, "prepared")
        with refused("one_open"):
            run_sql(insert, block.school_id, block.pk, head.pk, "prepared")
        with refused("cannot go from"):
            run_sql("UPDATE blocks_blockattempt SET state = 'accepted'")
        run_sql("UPDATE blocks_blockattempt SET state = 'not-sent'")
        with refused("kept as it was"):
            run_sql("UPDATE blocks_blockattempt SET state = 'prepared'")
        run_sql(reading, block.school_id, block.account_id)
        with refused("kept as it was"):
            run_sql("UPDATE blocks_blockreading SET listed = 9")


def test_seen_by_a_person_never_reads_as_verified(x_account: Account, head: Person) -> None:
    block = done(x_account, head)
    with scope.school(block.school_id):
        seen = blocks.see(block=block, by=head, now=timezone.now())

    assert (seen.state, seen.told_by) == ("seen", "person")
