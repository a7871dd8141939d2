"""Deciding a block: once for each account on X, with a reason, and whoever does it is told."""

import pytest
from django.utils import timezone

from moderation.blocks import deciding
from moderation.blocks.actions import blocks
from moderation.blocks.models import Block
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.blocks.blocking import STRANGER, decided, done, kinds, now_of
from tests.drafts.hands import hand_account


def test_decided_twice_is_one_block(x_account: Account, head: Person) -> None:
    first = decided(x_account, head)
    second = decided(x_account, head, handle="")

    assert (second.pk, kinds(first)) == (first.pk, ["decided"])


def test_name_first_and_number_later_is_one_block(x_account: Account, head: Person) -> None:
    first = decided(x_account, head, user_id="", handle="pots_and_pans")
    second = decided(x_account, head)

    assert second.pk == first.pk
    assert (now_of(first).user_id, now_of(first).handle) == (STRANGER, "Pots_And_Pans")


def test_same_stranger_on_two_accounts_is_two_blocks(x_account: Account, head: Person) -> None:
    other = hand_account(x_account.school, head)

    assert decided(x_account, head).pk != decided(other, head).pk


def test_decided_anew_on_its_way_to_be_lifted_it_stays(x_account: Account, head: Person) -> None:
    block = done(x_account, head)
    with scope.school(x_account.school_id):
        blocks.undo(block=block, why="He wrote to us.", by=head, now=timezone.now())
    decided(x_account, head, reason="He did it again.", now=timezone.now())

    assert now_of(block).state == "done"
    assert kinds(block) == ["decided", "done", "to-undo", "again"]


def test_lifted_and_decided_again_is_a_new_block(x_account: Account, head: Person) -> None:
    block = decided(x_account, head)
    with scope.school(x_account.school_id):
        blocks.call_off(block=block, why="A parent.", by=head, now=timezone.now())

    assert decided(x_account, head).pk != block.pk


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ({"user_id": "", "handle": ""}, deciding.NobodyMeant),
        ({"user_id": "12a"}, deciding.NobodyMeant),
        ({"user_id": "", "handle": "no good"}, deciding.NobodyMeant),
        ({"reason": "  "}, deciding.ReasonMissing),
    ],
)
def test_what_is_no_decision_is_refused(
    x_account: Account, head: Person, who: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        decided(x_account, head, **who)
    with scope.school(x_account.school_id):
        assert not Block.objects.exists()


def test_no_account_blocks_itself(x_account: Account, head: Person) -> None:
    with pytest.raises(deciding.OurOwn):
        decided(x_account, head, user_id="", handle=x_account.handle.upper())
    with pytest.raises(deciding.OurOwn):
        decided(x_account, head, user_id=x_account.x_user_id, handle="Anything")


def test_leaders_are_told_and_not_whoever_decided(
    school: School, x_account: Account, head: Person, deputy: Person, teacher: Person
) -> None:
    block = decided(x_account, head)
    with scope.school(school.pk):
        letters = list(Letter.objects.values_list("to", "kind", "path"))

    assert letters == [(deputy.email, "block-to-do", f"/{school.slug}/blocks/{block.pk}/")]


def test_owner_alone_is_told_of_a_block_on_their_own_account(
    school: School, head: Person, deputy: Person, teacher: Person
) -> None:
    own = hand_account(school, teacher, kind="staff")
    decided(own, head)
    with scope.school(school.pk):
        assert list(Letter.objects.values_list("to", flat=True)) == [teacher.email]
