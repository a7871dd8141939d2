"""Nobody approves their own draft."""

from functools import partial

import pytest

from policy.facts import Moment, Process
from tests.policy import tools
from tests.policy.making import AUTHOR, HEAD, made

passes = partial(tools.assert_passes, "approver-not-author")
flags = partial(tools.assert_flags, "approver-not-author", at=None)


def approved_by(*people: int, moment: Moment = Moment.APPROVING) -> Process:
    return Process(moment, AUTHOR, approvers=frozenset(people))


@pytest.mark.parametrize("moment", list(Moment))
def test_author_among_the_approvers_is_flagged(moment: Moment) -> None:
    flags(made(approved_by(AUTHOR, moment=moment)))
    flags(made(approved_by(HEAD, AUTHOR, moment=moment)))


def test_approval_by_somebody_else_passes() -> None:
    passes(made(approved_by(HEAD)))


def test_draft_nobody_approved_passes() -> None:
    passes(made(approved_by()))


def test_silent_where_only_the_words_are_looked_at() -> None:
    passes(made(None))
