"""HX: "Hashtags are things you can add to the end of your tweets" (S9)."""

from functools import partial

import pytest

from tests.policy import tools

passes = partial(tools.assert_passes, "hashtags")
flags = partial(tools.assert_flags, "hashtags")


@pytest.mark.parametrize(
    "text",
    [
        "A great day in the woods. #ForestSchool #Year4",
        "A great day in the woods. #ForestSchool 🌳",
        "A great day in the woods. #ForestSchool https://school.uk/woods",
        "A great day in the woods. #ForestSchool @WoodlandTrust",
        "We are #1!",
        "See school.uk/page#section for more.",
        "C&A#2 is a sum, not a tag, says Class 4.",
        "No tags at all.",
    ],
)
def test_hashtags_at_the_end_pass(text: str) -> None:
    passes(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Our #ForestSchool day was great.", "#ForestSchool"),
        ("#Science week has begun. #STEM", "#Science"),
        ("#Year4 and #Year5 ran", ("#Year4", "#Year5")),
        ("#École en fête", "#École"),
    ],
)
def test_hashtags_before_words_are_flagged(text: str, at: str | tuple[str, ...]) -> None:
    flags(text, at=at)


def test_place_is_free_where_the_policy_says_nothing() -> None:
    passes("Our #ForestSchool day was great.", {"at_end": False})


def test_more_hashtags_than_allowed_are_flagged_from_the_first_too_many() -> None:
    flags("Fun! #One #Two #Three", at="#Three", options={"max": 2})


def test_as_many_hashtags_as_allowed_pass() -> None:
    passes("Fun! #One #Two", {"max": 2})
