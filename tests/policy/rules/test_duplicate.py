"""The same post is not sent twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from policy.facts import Facts, Neighbour
from policy.findings import Mark, Option
from tests.policy import tools

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
POST = "Year 4 had a great day at Chester Zoo. #ForestSchool #Year4"


def marks(text: str, other: str, hours: float = 2, **options: Option) -> list[Mark]:
    """What is said of `text` at noon where `other` goes out so many hours later."""
    neighbours = (Neighbour(other, NOON + timedelta(hours=hours)),)
    draft = replace(tools.facts(text), at=NOON, neighbours=neighbours)
    return tools.marks("duplicate", draft, options)


@pytest.mark.parametrize(
    "other",
    [
        POST,
        "  Year 4 had a GREAT day at   Chester Zoo!! #Year4 #ForestSchool ",
        "Year 4 had a great day at Chester Zoo\n#forestschool #year4 🎉",
    ],
)
@pytest.mark.parametrize("hours", [-23, 0, 24])
def test_same_post_is_flagged_whatever_its_spacing_and_capitals(other: str, hours: int) -> None:
    (mark,) = marks(POST, other, hours)

    assert not mark.doubtful
    assert mark.where == "text"
    assert "May" in str(mark.message)


@pytest.mark.parametrize(
    "other",
    [
        "Year 4 had such a great day at Chester Zoo. #ForestSchool #Year4",
        "Year 4 had a grand day at Chester Zoo. #ForestSchool #Year4",
    ],
)
def test_almost_the_same_post_is_asked_about(other: str) -> None:
    (mark,) = marks(POST, other)

    assert mark.doubtful
    assert mark.excuses


@pytest.mark.parametrize(
    "other",
    [
        "Year 5 had a great day at Chester Zoo. #ForestSchool #Year4",
        "Reception planted beans today.",
        "",
        "🎉",
    ],
)
def test_another_post_passes(other: str) -> None:
    assert marks(POST, other) == []


def test_number_in_words_is_the_same_as_in_figures() -> None:
    (mark,) = marks("Film night begins at six in the hall.", "Film night begins at 6 in the hall!")

    assert not mark.doubtful


def test_countdown_in_words_passes() -> None:
    assert marks("Only three sleeps to go now!", "Only two sleeps to go now!") == []


def test_countdown_passes() -> None:
    assert (
        marks(
            "Only 3 days to go until our summer fair!", "Only 2 days to go until our summer fair!"
        )
        == []
    )


def test_short_posts_that_are_alike_pass() -> None:
    assert marks("Well done all!", "Well done, both!") == []


def test_repeat_further_off_than_the_policy_says_passes() -> None:
    assert marks(POST, POST, 25) == []
    assert len(marks(POST, POST, 25, days=7)) == 1


def test_likeness_may_be_left_aside() -> None:
    assert marks(POST, POST.replace("great", "grand"), likeness=0) == []


def test_two_posts_of_emoji_alone_pass() -> None:
    assert marks("🎉🎉", "🎉") == []


def test_draft_without_a_time_is_measured_from_today() -> None:
    draft = replace(tools.facts(POST), neighbours=(Neighbour(POST, NOON),))

    assert found(replace(draft, today=NOON.date()))
    assert not found(replace(draft, today=NOON.date() + timedelta(days=2)))
    assert not found(draft)


def test_several_repeats_give_one_mark() -> None:
    neighbours = (Neighbour(POST, NOON), Neighbour(POST, NOON))

    assert len(found(replace(tools.facts(POST), at=NOON, neighbours=neighbours))) == 1


def found(draft: Facts) -> list[Mark]:
    return tools.marks("duplicate", draft)
