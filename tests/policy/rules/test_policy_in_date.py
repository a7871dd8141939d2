"""Both seeds carry a review date (S19)."""

from datetime import date, timedelta
from functools import partial

import pytest

from policy.facts import Moment, Process
from tests.policy import tools
from tests.policy.making import AUTHOR, TODAY, made

passes = partial(tools.assert_passes, "policy-in-date")
flags = partial(tools.assert_flags, "policy-in-date", at=None)


def reviewed(by: date | None, moment: Moment = Moment.APPROVING) -> Process:
    return Process(moment, AUTHOR, review_on=by)


@pytest.mark.parametrize("by", [TODAY, TODAY + timedelta(days=1), None])
def test_review_that_is_not_overdue_passes(by: date | None) -> None:
    passes(made(reviewed(by)))


def test_overdue_review_is_flagged() -> None:
    flags(made(reviewed(TODAY - timedelta(days=1))))


def test_authors_are_told_only_where_the_policy_says_so() -> None:
    draft = made(reviewed(TODAY - timedelta(days=1), Moment.DRAFTING))

    passes(draft)
    flags(draft, options={"tell_authors": True})


def test_message_names_the_day() -> None:
    (mark,) = tools.marks("policy-in-date", made(reviewed(date(2021, 12, 1))))

    assert mark.message == "The policy was due for review by 1 December 2021."


def test_approved_post_is_not_held_back() -> None:
    passes(made(reviewed(date(2021, 12, 1), Moment.SENDING)))


def test_silent_where_today_or_the_process_is_not_known() -> None:
    passes(made(reviewed(date(2021, 12, 1)), today=None))
    passes(made(None))
