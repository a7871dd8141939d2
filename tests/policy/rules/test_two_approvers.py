"""As many people approve a post as the policy asks for."""

from functools import partial

import pytest

from policy.facts import Moment, PhotoFacts, PostKind, Process
from policy.rules.two_approvers import OPTIONS, needed
from tests.policy import tools
from tests.policy.making import AUTHOR, DEPUTY, HEAD, made

passes = partial(tools.assert_passes, "two-approvers")
flags = partial(tools.assert_flags, "two-approvers", at=None)

PUPILS = PhotoFacts(1, "Reading", shows_pupils=True)
UNSAID = PhotoFacts(1, "Reading")
FROG = PhotoFacts(1, "A frog", shows_pupils=False)


def sending(*approvers: int) -> Process:
    return Process(Moment.SENDING, AUTHOR, approvers=frozenset(approvers))


@pytest.mark.parametrize("photo", [PUPILS, UNSAID], ids=["pupils", "not said"])
def test_photo_of_pupils_needs_two(photo: PhotoFacts) -> None:
    passes(made(sending(HEAD, DEPUTY), photo))
    flags(made(sending(HEAD), photo))


@pytest.mark.parametrize("photos", [(), (FROG,)], ids=["words", "no pupils"])
def test_anything_else_needs_one(photos: tuple[PhotoFacts, ...]) -> None:
    passes(made(sending(HEAD), *photos))
    flags(made(sending(), *photos))


def test_policy_may_want_two_always_or_one_for_photos() -> None:
    flags(made(sending(HEAD)), options={"always": True})
    passes(made(sending(HEAD), PUPILS), {"photos_of_pupils": False})


def test_author_does_not_count() -> None:
    flags(made(sending(HEAD, AUTHOR), PUPILS))


def test_emergency_needs_one() -> None:
    passes(made(sending(HEAD), kind=PostKind.EMERGENCY), {"always": True})
    flags(made(sending(), kind=PostKind.EMERGENCY))


@pytest.mark.parametrize("moment", [Moment.DRAFTING, Moment.APPROVING])
def test_silent_until_it_is_sent(moment: Moment) -> None:
    passes(made(Process(moment, AUTHOR), PUPILS))


def test_silent_where_only_the_words_are_looked_at() -> None:
    passes(made(None, PUPILS))


def test_message_says_how_many_are_missing() -> None:
    (two,) = tools.marks("two-approvers", made(sending(HEAD), PUPILS))
    (one,) = tools.marks("two-approvers", made(sending()))

    assert two.message == "This post needs the approval of 2 people; it has 1."
    assert one.message == "This post needs the approval of one person; it has none."


def test_number_needed_can_be_asked_for_by_itself() -> None:
    named = PhotoFacts(1, "A frog", shows_pupils=False, pupils=("Amelia Brown",))

    assert needed(made(None, PUPILS), OPTIONS) == 2
    assert needed(made(None, FROG), OPTIONS) == 1
    assert needed(made(None, named), OPTIONS) == 2
    assert needed(made(None, PUPILS, kind=PostKind.EMERGENCY), OPTIONS) == 1
