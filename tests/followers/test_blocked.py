"""Nobody who is blocked follows: a sweep that sees one has the block made again."""

from unittest.mock import patch

from moderation.blocks.workflow import State
from moderation.followers import handing_over
from schoolsocial.accounts.models import Person
from schoolsocial.x.models import Account
from tests.blocks.blocking import done, kinds, now_of
from tests.fixtures.sandbox import SandboxX
from tests.followers.sweeping import follows, swept


def test_blocked_who_follows_all_the_same_is_to_be_blocked_again(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    somebody = follows(sandbox, x_account, "sells_pots")
    block = done(x_account, head, user_id=somebody, handle="sells_pots")

    swept(x_account, head)

    assert now_of(block).state == State.TO_DO
    assert kinds(block)[-1] == "following"


def test_blocked_who_no_longer_follows_is_left_as_said(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    gone = sandbox.add_person("sells_pots")
    block = done(x_account, head, user_id=gone, handle="sells_pots")

    swept(x_account, head)

    assert now_of(block).state == State.DONE


def test_control_without_telling_the_block_is_believed(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    somebody = follows(sandbox, x_account, "sells_pots")
    block = done(x_account, head, user_id=somebody, handle="sells_pots")

    with patch.object(handing_over, "tell_of_blocked_followers"):
        swept(x_account, head)

    assert now_of(block).state == State.DONE
