"""Lists and counts know four marks; protection and refusal are one."""

import pytest

from consent.marks import Mark, mark_of, tally
from consent.standing import Reason, Standing

NOT_SHOWN = sorted(set(Reason) - {Reason.AGREED, Reason.AGREED_WITH_LIMITS})
UNANSWERED = {Reason.NO_REPLY, Reason.LAPSED, Reason.NO_RESPONSIBILITY}


def standing(reason: Reason, *limits: str) -> Standing:
    shown = reason in {Reason.AGREED, Reason.AGREED_WITH_LIMITS}
    return Standing(may_be_shown=shown, reason=reason, limits=frozenset(limits))


@pytest.mark.parametrize("reason", NOT_SHOWN)
def test_whoever_may_not_be_shown_is_a_no_or_unanswered(reason: Reason) -> None:
    mark = mark_of(standing(reason))

    assert mark is (Mark.NO_REPLY if reason in UNANSWERED else Mark.NO)


def test_limits_make_a_limited_yes() -> None:
    assert mark_of(standing(Reason.AGREED)) is Mark.YES
    assert mark_of(standing(Reason.AGREED_WITH_LIMITS, "no-name")) is Mark.LIMITED


def test_tally_counts_protection_among_the_refusals() -> None:
    counted = tally(map(standing, (Reason.DO_NOT_PUBLISH, Reason.REFUSED, Reason.AGREED)))

    assert (counted.yes, counted.limited, counted.no, counted.no_reply) == (1, 0, 2, 0)
    assert counted.all == 3


def test_tally_without_a_yes_tells_no_from_no_reply_to_nobody() -> None:
    assert not tally([standing(Reason.DO_NOT_PUBLISH), standing(Reason.NO_REPLY)]).tells_apart
