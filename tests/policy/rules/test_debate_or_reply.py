"""St C: "only be able to receive replies … not a platform to discuss or debate" (S4)."""

from functools import partial

import pytest

from tests.policy import tools, unseen

passes = partial(tools.assert_passes, "debate-or-reply")
flags = partial(tools.assert_flags, "debate-or-reply")


@pytest.mark.parametrize(
    "text",
    [
        "Year 6 held a debate on homework. Super arguments!",
        "Thank you @NASA for the stickers.",
        "We discussed floating and sinking.",
        "Do your children agree that maths is fun? Ask them at tea.",
        "What do you think is in the box? Year 1 made predictions.",
        "Year 6 discussed whether children should wear uniform. Great debate!",
        "Have your say in our parent survey: the link is in the newsletter.",
        "Please let us know if you can help at the fair.",
        "Would you like to join our PTA?",
        "How many sweets are in the jar? Guess at the fair!",
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
        ("Let us know your thoughts on parking.", "Let us know your thoughts on"),
        ("Agree or disagree? Homework helps.", "Agree or disagree"),
        ("Thoughts?", "Thoughts"),
        ("Which design do you prefer?", "Which design do you prefer"),
        ("Retweet if you agree", "Retweet if you agree"),
        ("Should phones be banned?", "Should phones be"),
        ("To the parent who complained about lunch: sorry.", "To the parent who complained"),
    ],
)
def test_invitation_to_debate_is_asked_about(text: str, at: str) -> None:
    flags(text, at=at, doubtful=True)


def test_invitations_pass_where_the_policy_welcomes_them() -> None:
    passes("New uniform: what do you think?", {"invitations": False})


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("@NASA thank you!", "Thank you! @NASA"),
        (".@NASA, thank you ", "Thank you @NASA"),
        ("@NASA 🚀", "🚀 @NASA"),
    ],
)
def test_leading_handle_can_be_moved_to_the_end(text: str, mended: str) -> None:
    (mark,) = tools.marks("debate-or-reply", text)
    (fix,) = mark.fixes

    assert fix.applied_to(text) == mended
    passes(mended)


def test_post_that_is_only_a_handle_has_no_fix() -> None:
    (mark,) = tools.marks("debate-or-reply", "@NASA")
    assert mark.fixes == ()


@pytest.mark.parametrize(
    "text",
    [
        "To everyone complaining about the queue: be patient.",
        "To those saying we ignored you: we did not.",
        "You are wrong about the fence.",
        "Change my mind: crusts are best.",
    ],
)
def test_ways_of_writing_it_nobody_had_thought_of_are_found(text: str) -> None:
    assert tools.marks("debate-or-reply", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Year 6 debated whether homework should be banned.",
        "To all who came: thank you!",
        "To everyone at the fair, a big thank you.",
        "Our debating club argued about the Tudors",
    ],
)
def test_words_like_those_that_mean_it_pass(text: str) -> None:
    assert not tools.marks("debate-or-reply", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Pop your guesses in the replies",
        "Tell us below which you liked",
        "Let us know underneath if you agree.",
        "Leave a comment with your favourite",
    ],
)
def test_calls_to_write_underneath_are_asked_about(text: str) -> None:
    assert tools.marks("debate-or-reply", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Leave your answers in the box in the library.",
        "Tell us how plants drink, Year 3!",
        "Below are the winners.",
        "Add your name to the list at the office.",
    ],
)
def test_answers_given_at_school_pass(text: str) -> None:
    assert not tools.marks("debate-or-reply", unseen.draft(text))
