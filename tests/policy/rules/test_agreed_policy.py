"""Whoever drafts has agreed to the policy in force."""

from functools import partial

import pytest

from policy.facts import Moment, Process
from tests.policy import tools
from tests.policy.making import AUTHOR, made

passes = partial(tools.assert_passes, "agreed-policy")
flags = partial(tools.assert_flags, "agreed-policy", at=None)


def test_author_who_agreed_passes() -> None:
    passes(made(Process(Moment.DRAFTING, AUTHOR, agreed=True)))


@pytest.mark.parametrize("agreed", [False, None], ids=["no", "not known"])
def test_author_who_did_not_agree_is_flagged(agreed: bool | None) -> None:
    flags(made(Process(Moment.DRAFTING, AUTHOR, agreed=agreed)))


@pytest.mark.parametrize("moment", [Moment.APPROVING, Moment.SENDING])
def test_only_drafting_is_held_up(moment: Moment) -> None:
    passes(made(Process(moment, AUTHOR, agreed=False)))


def test_silent_where_only_the_words_are_looked_at() -> None:
    passes(made(None))
