"""St C: "we will endeavour to reinforce e-safety rules" (S8)."""

from datetime import date, timedelta
from functools import partial

import pytest

from policy.facts import Moment, PostKind, Process
from tests.policy import tools
from tests.policy.making import AUTHOR, TODAY, made

passes = partial(tools.assert_passes, "e-safety-reminder")
flags = partial(tools.assert_flags, "e-safety-reminder", at=None)

SEPTEMBER = date(2026, 9, 2)


def term(began: date | None, last: date | None = None, moment: Moment = Moment.DRAFTING) -> Process:
    return Process(moment, AUTHOR, term_began=began, online_safety_on=last)


def test_term_without_a_message_is_flagged() -> None:
    flags(made(term(SEPTEMBER)))


def test_message_of_last_term_does_not_count() -> None:
    flags(made(term(SEPTEMBER, SEPTEMBER - timedelta(days=1))))


@pytest.mark.parametrize("last", [SEPTEMBER, date(2026, 11, 13)])
def test_term_with_a_message_passes(last: date) -> None:
    passes(made(term(SEPTEMBER, last)))


def test_young_term_passes_until_the_weeks_are_over() -> None:
    passes(made(term(TODAY - timedelta(days=20))))
    flags(made(term(TODAY - timedelta(days=21))))
    passes(made(term(TODAY - timedelta(days=21))), {"weeks": 4})


@pytest.mark.parametrize("kind", [PostKind.ONLINE_SAFETY, PostKind.EMERGENCY])
def test_online_safety_post_itself_and_emergencies_pass(kind: PostKind) -> None:
    passes(made(term(SEPTEMBER), kind=kind))


def test_sending_is_not_reminded() -> None:
    passes(made(term(SEPTEMBER, moment=Moment.SENDING)))


def test_silent_where_term_today_or_process_is_not_known() -> None:
    passes(made(term(None)))
    passes(made(term(SEPTEMBER), today=None))
    passes(made(None))
