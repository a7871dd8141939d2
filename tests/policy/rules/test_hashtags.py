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


def test_own_hashtags_are_fine_anywhere_and_not_counted() -> None:
    passes("Our #TeamHope day. #One", {"own": "#teamhope", "max": 1})
    flags("Our #ForestSchool day", at="#ForestSchool", options={"own": "#teamhope"})


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Our #ForestSchool day was great.", "Our Forest School day was great."),
        ("A #forestschool day in the rain.", "A forest school day in the rain."),
        ("We love #Science, art and maths.", "We love Science, art and maths."),
        ("#WorldBookDay has begun.", "World Book Day has begun."),
        ("#Science Our week has begun. #STEM", "Our week has begun. #STEM #Science"),
        ("Week one! #Science It was fun.", "Week one! It was fun. #Science"),
        ("Week one!\n#Science\nIt was fun.", "Week one!\n\nIt was fun. #Science"),
        ("Fun! #Year4 It rained: school.uk/rain  ", "Fun! It rained: school.uk/rain #Year4  "),
    ],
)
def test_first_fix_keeps_the_sentence_whole(text: str, mended: str) -> None:
    (mark,) = tools.marks("hashtags", text)

    assert mark.fixes[0].applied_to(text) == mended
    assert tools.marks("hashtags", mended) == []


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("#Science our week has begun.", "Our week has begun. #Science"),
        ("We sang (#Choir) and danced.", "We sang and danced. #Choir"),
        ("We love #Zoo. Do you?", "We love. Do you? #Zoo"),
        ("#École en fête", "En fête #École"),
    ],
)
def test_moving_leaves_spaces_brackets_and_capitals_tidy(text: str, mended: str) -> None:
    (mark,) = tools.marks("hashtags", text)
    (moved,) = [fix for fix in mark.fixes if fix.label == "Move it to the end"]

    assert moved.applied_to(text) == mended


def test_all_misplaced_hashtags_move_in_one_tap() -> None:
    text = "#Year4 and #Year5 ran. #Sport"
    mark = tools.marks("hashtags", text)[0]

    assert mark.fixes[-1].label == "Move all hashtags to the end"
    assert mark.fixes[-1].applied_to(text) == "And ran. #Sport #Year4 #Year5"


@pytest.mark.parametrize(
    ("tag", "better"),
    [
        ("#worldbookday", "WorldBookDay"),
        ("#WORLDBOOKDAY", "WorldBookDay"),
        ("#Forestschool", "ForestSchool"),
        ("#antibullyingweek2026", "AntiBullyingWeek2026"),
        ("#proudofourschool", "ProudOfOurSchool"),
    ],
)
def test_words_run_together_are_asked_about_and_parted(tag: str, better: str) -> None:
    text = f"A great day. {tag}"
    (mark,) = tools.marks("hashtags", text, {"camel_case": True})
    assert mark.doubtful
    assert mark.fixes[0].applied_to(text) == f"A great day. #{better}"


@pytest.mark.parametrize(
    "tag",
    [
        "#ForestSchool",
        "#Maths",
        "#maths",
        "#Year4",
        "#SATs",
        "#KS2",
        "#STEM",
        "#PE",
        "#EYFS",
        "#Cymru",
        "#homework",
    ],
)
def test_readable_hashtags_pass(tag: str) -> None:
    passes(f"A great day. {tag}", {"camel_case": True})


def test_words_nobody_can_part_are_asked_about_without_a_fix() -> None:
    (mark,) = tools.marks("hashtags", "Hello. #qwertzuiopasdfghjk", {"camel_case": True})

    assert mark.doubtful
    assert mark.fixes == ()


@pytest.mark.parametrize(
    "text", ["#" * 4000, "#a" * 2000, "#" + "a" * 3999, "#day" * 1000 + " x", "#day " * 799 + "x"]
)
def test_hostile_text_is_answered(text: str) -> None:
    tools.marks("hashtags", text, {"camel_case": True})
