"""X's own list tells who is blocked; only one read to its end tells who is not."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from moderation.blocks import judging
from moderation.blocks.actions import blocks
from moderation.blocks.jobs import reading
from moderation.blocks.models import Block, BlockReading
from schoolsocial.accounts.models import Letter, Person
from schoolsocial.tenancy import scope
from schoolsocial.x import people
from schoolsocial.x.client import XClient
from schoolsocial.x.models import Account, Budget
from tests.blocks.blocking import done, kinds, now_of
from tests.drafts.forcing import force
from tests.fixtures.sandbox import SandboxX

A_WHILE = timedelta(minutes=30)


def stranger(sandbox: SandboxX, number: int = 0) -> str:
    return sandbox.add_person(f"stranger_{number}")


def begun(account: Account) -> BlockReading:
    """The reading that the sweep begins."""
    reading.begin()
    with scope.school(account.school_id):
        return BlockReading.objects.under_way().get(account=account)


def read(account: Account) -> BlockReading:
    """Begun and read as far as it goes."""
    row = begun(account)
    reading.read(row.school_id, row.pk)
    return as_it_is(row)


def as_it_is(row: BlockReading) -> BlockReading:
    with scope.school(row.school_id):
        return BlockReading.objects.get(pk=row.pk)


def let_time_pass(account: Account) -> None:
    """Earlier readings, and what was said, lie half an hour further back."""
    with scope.school(account.school_id):
        for row in BlockReading.objects.filter(account=account):
            force("blocks_blockreading", row.pk, began_at=row.began_at - A_WHILE)
        for block in Block.objects.filter(account=account):
            force("blocks_block", block.pk, state_since=block.state_since - 2 * A_WHILE)


@pytest.fixture
def said(x_account: Account, sandbox: SandboxX, head: Person) -> Block:
    """Somebody says to have blocked a stranger, and has not."""
    return done(x_account, head, user_id=stranger(sandbox))


def test_block_on_the_list_is_verified(x_account: Account, sandbox: SandboxX, head: Person) -> None:
    somebody = stranger(sandbox)
    block = done(x_account, head, user_id=somebody, handle="stranger_0")
    sandbox.tie("block", x_account.x_user_id, somebody)

    row = read(x_account)

    assert (row.state, row.listed) == ("complete", 1)
    assert (now_of(block).state, now_of(block).told_by) == ("verified", "api")
    assert kinds(block) == ["decided", "done", "verified"]


def test_block_known_by_name_gets_its_number(
    x_account: Account, sandbox: SandboxX, head: Person
) -> None:
    somebody = stranger(sandbox)
    block = done(x_account, head, user_id="", handle="Stranger_0")
    sandbox.tie("block", x_account.x_user_id, somebody)

    read(x_account)

    assert (now_of(block).user_id, now_of(block).state) == (somebody, "verified")


def test_block_that_is_not_on_the_list_is_opened_again_and_told(
    x_account: Account, sandbox: SandboxX, head: Person, deputy: Person
) -> None:
    block = done(x_account, head, user_id=stranger(sandbox))

    read(x_account)

    assert (now_of(block).state, now_of(block).done_at) == ("to-do", None)
    assert kinds(block) == ["decided", "done", "not-listed"]
    with scope.school(x_account.school_id):
        told = Letter.objects.filter(kind="block-open-again")
        assert set(told.values_list("to", flat=True)) == {head.email, deputy.email}


def test_unblocked_later_is_found_out_and_renamed_is_kept(
    x_account: Account, sandbox: SandboxX, head: Person
) -> None:
    one, other = stranger(sandbox, 1), stranger(sandbox, 2)
    first = done(x_account, head, user_id=one, handle="stranger_1")
    second = done(x_account, head, user_id=other, handle="stranger_2")
    for somebody in (one, other):
        sandbox.tie("block", x_account.x_user_id, somebody)
    read(x_account)
    let_time_pass(x_account)
    with scope.school(x_account.school_id):
        rows = BlockReading.objects.filter(account=x_account)
        force("blocks_blockreading", rows.get().pk, began_at=timezone.now() - timedelta(days=8))

    sandbox.tie("unblock", x_account.x_user_id, one)
    sandbox.change(other, handle="brand_new")
    read(x_account)

    assert (now_of(first).state, now_of(second).state) == ("to-do", "verified")
    assert (now_of(second).handle, kinds(second)[-1]) == ("brand_new", "renamed")


def test_what_is_said_after_the_list_was_begun_is_not_judged_by_it(
    x_account: Account, sandbox: SandboxX, head: Person
) -> None:
    done(x_account, head, user_id=stranger(sandbox, 1))
    row = begun(x_account)
    later = done(x_account, head, user_id=stranger(sandbox, 2), at=timezone.now())
    reading.read(row.school_id, row.pk)

    assert now_of(later).state == "done"


def test_lifted_when_the_list_no_longer_shows_it(
    x_account: Account, sandbox: SandboxX, head: Person
) -> None:
    somebody = stranger(sandbox)
    block = done(x_account, head, user_id=somebody)
    sandbox.tie("block", x_account.x_user_id, somebody)
    with scope.school(x_account.school_id):
        blocks.undo(block=block, why="A parent.", by=head, now=timezone.now() - A_WHILE)
        blocks.say_undone(block=block, by=head, now=timezone.now() - A_WHILE)
    read(x_account)
    still_there = now_of(block).state
    sandbox.tie("unblock", x_account.x_user_id, somebody)
    with scope.school(x_account.school_id):
        blocks.say_undone(block=block, by=head, now=timezone.now())
    let_time_pass(x_account)
    read(x_account)

    assert (still_there, now_of(block).state) == ("to-undo", "lifted")
    assert kinds(block)[-3:] == ["still-there", "undone", "gone"]


def test_list_is_read_again_only_for_news_or_after_a_week(
    x_account: Account, sandbox: SandboxX, head: Person
) -> None:
    somebody = stranger(sandbox)
    done(x_account, head, user_id=somebody)
    sandbox.tie("block", x_account.x_user_id, somebody)
    read(x_account)
    let_time_pass(x_account)

    reading.begin()

    assert len(sandbox.requests("blocking")) == 1
    with scope.school(x_account.school_id):
        assert not BlockReading.objects.under_way().exists()


def test_nothing_is_read_where_nothing_was_decided(x_account: Account, sandbox: SandboxX) -> None:
    reading.begin()

    assert reading.due() == []


@pytest.mark.parametrize(
    ("fault", "state", "trouble"),
    [
        ("rate_limited", "reading", "rate-limited"),
        ("503_before", "reading", "no-answer"),
        ("no_id", "reading", "no-answer"),
        ("truncated", "reading", "no-answer"),
        ("html", "reading", "no-answer"),
        ("unauthorised", "reading", "not-signed-in"),
        ("credits_depleted", "reading", "no-credit"),
    ],
)
def test_answer_that_is_none_concludes_nothing(
    said: Block, sandbox: SandboxX, fault: str, state: str, trouble: str
) -> None:
    sandbox.plan_fault(fault, "blocking")

    row = read(said.account)

    assert (row.state, row.trouble, now_of(said).state) == (state, trouble, "done")


def test_no_page_is_asked_for_once_the_budget_is_spent(
    x_account: Account, sandbox: SandboxX, head: Person
) -> None:
    block = done(x_account, head, user_id=stranger(sandbox))
    with scope.school(x_account.school_id):
        Budget.objects.create(school=x_account.school, month_dollars="0.01", when_reached="wait")

    row = read(x_account)

    assert (row.trouble, sandbox.requests("blocking")) == ("no-budget", [])
    assert now_of(block).state == "done"


def test_follows_again_is_opened_again(x_account: Account, sandbox: SandboxX, head: Person) -> None:
    block = done(x_account, head)
    now = timezone.now()
    with scope.school(x_account.school_id):
        told: dict[str, Any] = {"account": x_account, "user_ids": [block.user_id, "1"], "now": now}
        early = judging.seen_following(as_of=now - timedelta(hours=2), **told)
        back = judging.seen_following(as_of=now, **told)

    assert (early, back, now_of(block).state) == (0, 1, "to-do")
    assert kinds(block)[-1] == "following"


def test_one_worker_reads_at_a_time(x_account: Account, sandbox: SandboxX, head: Person) -> None:
    done(x_account, head)
    row = begun(x_account)

    first = reading._claim(row.school_id, row.pk, "first")
    second = reading._claim(row.school_id, row.pk, "second")

    assert (first is not None, second) == (True, None)


def test_worker_whose_time_was_over_writes_nothing(
    x_account: Account, sandbox: SandboxX, head: Person
) -> None:
    block = done(x_account, head)
    row = begun(x_account)
    slow = reading._claim(row.school_id, row.pk, "slow")
    assert slow is not None
    force("blocks_blockreading", row.pk, held_until=timezone.now() - timedelta(seconds=1))
    quick = reading._claim(row.school_id, row.pk, "quick")
    written = reading._write_down(slow, people.Page((), ""), timezone.now())

    assert (written, quick is not None, now_of(block).state) == (False, True, "done")


PEOPLE, A_PAGE = 5, 2
"""Three pages: two, two and one."""


@pytest.fixture
def five(x_account: Account, sandbox: SandboxX, head: Person) -> list[Block]:
    """Five that are blocked, all said to be done."""
    made = []
    for number in range(PEOPLE):
        somebody = stranger(sandbox, number)
        sandbox.tie("block", x_account.x_user_id, somebody)
        made.append(done(x_account, head, user_id=somebody, handle=f"stranger_{number}"))
    return made


@contextmanager
def killed(where: str, page: int) -> Iterator[None]:
    """A worker that dies at its so-manieth page: before asking, or before it has written down."""
    target, name = (XClient, "blocking_page") if where == "asking" else (judging, "sight")
    real, calls = getattr(target, name), iter(range(1, 100))

    def struck(*args: Any, **kwargs: Any) -> Any:
        if next(calls) == page:
            if where == "written":
                real(*args, **kwargs)
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    with patch.object(target, name, struck):
        yield


def read_killed(account: Account, where: str, page: int) -> BlockReading:
    row = begun(account)
    with killed(where, page), pytest.raises(KeyboardInterrupt):
        reading.read(row.school_id, row.pk)
    return row


@pytest.mark.faults
@pytest.mark.parametrize("page", [1, 2, 3])
@pytest.mark.parametrize("where", ["asking", "written"])
def test_worker_killed_at_any_page_declares_nobody_unblocked(
    x_account: Account, five: list[Block], where: str, page: int
) -> None:
    with patch.object(people, "MOST_A_PAGE", A_PAGE):
        row = read_killed(x_account, where, page)
        between = [now_of(block).state for block in five]
        force("blocks_blockreading", row.pk, held_until=timezone.now() - timedelta(seconds=1))
        reading.read(row.school_id, row.pk)

    assert sorted(set(between)) in (["done"], ["done", "verified"])
    assert [now_of(block).state for block in five] == ["verified"] * PEOPLE
    assert [kinds(block).count("verified") for block in five] == [1] * PEOPLE
    assert (as_it_is(row).state, as_it_is(row).listed) == ("complete", PEOPLE)


@pytest.mark.faults
def test_control_concluding_from_a_list_cut_short_declares_four_unblocked(
    x_account: Account, five: list[Block]
) -> None:
    """With the guard off: a worker that concludes from each page as if it were the last."""
    real = judging.sight

    def hasty(row: BlockReading, listed: Any, **when: Any) -> None:
        real(row, listed, **when)
        judging.conclude(row, when["now"])

    with patch.object(people, "MOST_A_PAGE", A_PAGE), patch.object(judging, "sight", hasty):
        row = begun(x_account)
        with killed("asking", 2), pytest.raises(KeyboardInterrupt):
            reading.read(row.school_id, row.pk)

    states = [now_of(block).state for block in five]
    assert states.count("to-do") == PEOPLE - A_PAGE
