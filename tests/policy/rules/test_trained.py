"""Whoever drafts is trained, and the training still counts."""

from datetime import date, timedelta
from functools import partial

import pytest

from policy.facts import Moment, Process
from tests.policy import tools
from tests.policy.making import AUTHOR, TODAY, made

passes = partial(tools.assert_passes, "trained")
flags = partial(tools.assert_flags, "trained", at=None)

EARLIER = [Moment.DRAFTING, Moment.APPROVING]


@pytest.mark.parametrize("until", [TODAY, TODAY + timedelta(days=200)])
def test_training_that_counts_today_passes(until: date) -> None:
    passes(made(Process(Moment.DRAFTING, AUTHOR, trained_until=until)))


@pytest.mark.parametrize("moment", EARLIER)
@pytest.mark.parametrize("until", [None, TODAY - timedelta(days=1)], ids=["never", "yesterday"])
def test_training_that_is_missing_or_over_is_flagged(moment: Moment, until: date | None) -> None:
    flags(made(Process(moment, AUTHOR, trained_until=until)))


def test_message_says_until_when_it_counted() -> None:
    process = Process(Moment.DRAFTING, AUTHOR, trained_until=date(2026, 8, 31))
    (mark,) = tools.marks("trained", made(process))

    assert mark.message == "The author’s training counted until 31 August 2026."


def test_approved_post_is_not_held_back() -> None:
    passes(made(Process(Moment.SENDING, AUTHOR)))


def test_date_is_not_judged_where_today_is_not_known() -> None:
    passes(made(Process(Moment.DRAFTING, AUTHOR, trained_until=date(2020, 1, 1)), today=None))
    flags(made(Process(Moment.DRAFTING, AUTHOR), today=None))


def test_silent_where_only_the_words_are_looked_at() -> None:
    passes(made(None))
