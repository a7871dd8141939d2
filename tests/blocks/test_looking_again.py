"""What nobody has looked at for long is looked at again, by a person where X is not asked."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from moderation.blocks import judging
from moderation.blocks.actions import blocks
from moderation.blocks.models import Block, BlockReading
from moderation.blocks.models.blocks import LOOK_AGAIN
from moderation.blocks.workflow import NotPossible, State
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.blocks.blocking import STRANGER, done, kinds, now_of
from tests.cast import as_owner, client_of, run_sql

LONG_AGO = LOOK_AGAIN + timedelta(days=1)
HOME = "/st-catherine/"
LIST = "/st-catherine/blocks/"
ASKED = "To look at again"


def seen_long_ago(account: Account, head: Person) -> Block:
    """A block that a person saw to stand, longer ago than counts."""
    before = timezone.now() - LONG_AGO - timedelta(hours=1)
    block = done(account, head, at=before, now=before)
    with scope.school(account.school_id):
        return blocks.see(block=block, by=head, now=timezone.now() - LONG_AGO)


def read(account: Account, *, began_ago: timedelta, listed: dict[str, str]) -> None:
    """An archive's list of blocks, as it was so long ago."""
    now = timezone.now()
    with scope.school(account.school_id):
        reading = BlockReading.objects.create(
            school_id=account.school_id,
            account=account,
            source=BlockReading.Source.ARCHIVE,
            began_at=now - began_ago,
            next_try_at=now,
        )
        judging.sight(reading, listed, as_of=reading.began_at, now=now)
        judging.conclude(reading, now)


def test_home_and_the_list_ask_for_it(x_account: Account, head: Person) -> None:
    block = seen_long_ago(x_account, head)

    assert "block is to be looked at again on X" in client_of(head).get(HOME).content.decode()
    assert ASKED in client_of(head).get(LIST).content.decode()
    page = client_of(head).get(f"{LIST}{block.pk}/").content.decode()
    assert "Is it still so?" in page


def test_what_was_seen_of_late_is_not_asked_for(x_account: Account, head: Person) -> None:
    block = done(x_account, head)
    with scope.school(x_account.school_id):
        blocks.see(block=block, by=head, now=timezone.now() - LOOK_AGAIN + timedelta(hours=1))

    assert "looked at again" not in client_of(head).get(HOME).content.decode()
    assert ASKED not in client_of(head).get(LIST).content.decode()


def test_a_person_sees_that_it_still_stands(x_account: Account, head: Person) -> None:
    block = seen_long_ago(x_account, head)

    client_of(head).post(f"{LIST}{block.pk}/seen/")

    assert now_of(block).state == State.SEEN
    assert not now_of(block).is_to_be_looked_at(timezone.now())
    assert kinds(block)[-2:] == ["seen", "seen"]


def test_a_person_sees_that_it_stands_no_more(
    x_account: Account, head: Person, deputy: Person
) -> None:
    block = seen_long_ago(x_account, head)

    client_of(deputy).post(f"{LIST}{block.pk}/missed/")

    found = now_of(block)
    assert (found.state, found.done_by) == (State.TO_DO, None)
    assert found.due_at is not None
    assert kinds(block)[-1] == "missed"
    with scope.school(x_account.school_id):
        assert block.entries.latest("id").by == deputy
        told = Letter.objects.filter(kind="block-open-again").values_list("to", flat=True)
        assert list(told) == [head.email]


def test_several_are_looked_at_from_the_list(x_account: Account, head: Person) -> None:
    block = seen_long_ago(x_account, head)
    client = client_of(head)
    row = client.get(LIST).content.decode().split(ASKED, 1)[1].split("</ol>", 1)[0]

    answer = client.post(f"{LIST}{block.pk}/seen/", {"back": "list"}, follow=True)

    assert f"/intent/user?user_id={STRANGER}" in row
    assert [path for path, _status in answer.redirect_chain] == [LIST]
    assert f"{block}: Kept under your name" in answer.content.decode()
    assert ASKED not in answer.content.decode()


def test_an_archives_word_from_long_ago_gives_way_to_a_persons(
    x_account: Account, head: Person
) -> None:
    block = done(x_account, head, at=timezone.now() - 2 * LONG_AGO)
    read(x_account, began_ago=LONG_AGO, listed={STRANGER: ""})
    assert now_of(block).state == State.VERIFIED

    client_of(head).post(f"{LIST}{block.pk}/seen/")

    assert (now_of(block).state, now_of(block).told_by) == (State.SEEN, "person")


def test_a_fresh_word_of_x_is_worth_more_than_a_persons(x_account: Account, head: Person) -> None:
    block = done(x_account, head, at=timezone.now() - timedelta(days=3))
    read(x_account, began_ago=timedelta(days=1), listed={STRANGER: ""})

    answer = client_of(head).post(f"{LIST}{block.pk}/seen/")

    assert answer.status_code == HTTPStatus.CONFLICT
    assert now_of(block).told_by == "archive"
    with scope.school(x_account.school_id), pytest.raises(NotPossible):
        blocks.see(block=block, by=head, now=timezone.now())


@pytest.mark.parametrize("listed", [{STRANGER: ""}, {}], ids=["listed", "not listed"])
def test_an_archive_older_than_the_last_look_says_nothing(
    x_account: Account, head: Person, listed: dict[str, str]
) -> None:
    block = seen_long_ago(x_account, head)
    with scope.school(x_account.school_id):
        blocks.see(block=block, by=head, now=timezone.now())

    read(x_account, began_ago=timedelta(days=2), listed=listed)

    assert (now_of(block).state, now_of(block).told_by) == (State.SEEN, "person")


def test_what_was_called_off_or_lifted_is_left_alone(x_account: Account, head: Person) -> None:
    block = seen_long_ago(x_account, head)
    with scope.school(x_account.school_id):
        blocks.undo(block=block, why="It was the baker.", by=head, now=timezone.now())

    assert "looked at again" not in client_of(head).get(HOME).content.decode()
    with scope.school(x_account.school_id), pytest.raises(NotPossible):
        blocks.miss(block=block, by=head, now=timezone.now())


def test_another_schools_block_is_not_there(
    x_account: Account, head: Person, other_school: School
) -> None:
    block = seen_long_ago(x_account, head)

    answer = client_of(head).post(f"/{other_school.slug}/blocks/{block.pk}/missed/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert now_of(block).state == State.SEEN


@pytest.mark.django_db
def test_database_lets_a_verified_block_be_seen_and_no_lifted_one(
    x_account: Account, head: Person
) -> None:
    block = seen_long_ago(x_account, head)
    with scope.school(x_account.school_id), pytest.raises(DatabaseError), transaction.atomic():
        run_sql("UPDATE blocks_block SET state = 'lifted' WHERE id = %s", block.pk)
    with as_owner(), pytest.raises(DatabaseError), transaction.atomic():
        run_sql("UPDATE blocks_block SET state = 'called-off' WHERE id = %s", block.pk)
