"""St C: "only be able to receive replies … not a platform to discuss or debate" (S4)."""

from functools import partial

import pytest

from tests.policy import tools

passes = partial(tools.assert_passes, "debate-or-reply")
flags = partial(tools.assert_flags, "debate-or-reply")


@pytest.mark.parametrize(
    "text",
    [
        "Year 6 held a debate on homework. Super arguments!",
        "Thank you @NASA for the stickers.",
        "We discussed floating and sinking.",
        "Do your children agree that maths is fun? Ask them at tea.",
    ],
)
def test_news_passes(text: str) -> None:
    passes(text)


def test_answer_to_a_post_is_flagged() -> None:
    flags(tools.facts("Thank you!", in_reply_to="1999"), at=None)


@pytest.mark.parametrize("text", ["@NASA thank you!", "  @NASA thank you!", ".@NASA thank you!"])
def test_post_that_begins_with_a_handle_is_flagged(text: str) -> None:
    flags(text, at="@NASA")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("New uniform: what do you think?", "what do you think"),
        ("Let us know your thoughts on parking.", "Let us know your thoughts"),
        ("Agree or disagree? Homework helps.", "Agree or disagree"),
    ],
)
def test_invitation_to_debate_is_asked_about(text: str, at: str) -> None:
    flags(text, at=at, doubtful=True)


def test_invitations_pass_where_the_policy_welcomes_them() -> None:
    passes("New uniform: what do you think?", {"invitations": False})
