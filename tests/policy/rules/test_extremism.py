"""HX: "Extremist views or radical views or opinions as in line with the prevent duty" (S16)."""

from functools import partial

import pytest

from tests.policy import tools

passes = partial(tools.assert_passes, "extremism")
flags = partial(tools.assert_flags, "extremism")


@pytest.mark.parametrize(
    "text",
    [
        "Year 6 learned how the Nazis came to power. #HolocaustMemorialDay",
        "The Blitz: children hid while bombs fell on London.",
        "Isis and Osiris are gods of Ancient Egypt.",
        "In RE we learned that jihad means to struggle to do right.",
        "The Vikings are invading! Year 4 dress-up day.",
        "The swastika is an ancient Hindu symbol of good luck, we learned.",
        "St Alban became a martyr for his faith.",
        "The suffragettes fought for votes for women.",
        "Remember, remember: Guy Fawkes and the gunpowder plot.",
        "The 14 words on our spelling list are in the newsletter.",
        "Team 14, 88 points: what a tournament!",
        "We made bath bombs for the fair.",
        "We welcome refugees: School of Sanctuary.",
        "Our Prevent training for governors is on Tuesday.",
    ],
)
def test_lessons_and_remembrance_pass(text: str) -> None:
    passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hitler did nothing wrong",
        "Join ISIS, brothers",
        "Death to the infidels",
        "No more mosques here",
        "England for the English",
        "You will not replace us",
        "The Holocaust is a hoax",
        "The great replacement is real",
        "Andrew Tate is a hero",
        "Immigrants are invading our country",
        "Be proud: 14/88",
        "Remember the fourteen words. #1488",
        "Support National Action",
        "Boko Haram",
    ],
)
def test_views_slogans_and_codes_are_quietly_asked_about(text: str) -> None:
    found = tools.marks("extremism", text)

    assert found
    assert all(mark.quiet and mark.doubtful for mark in found)


def test_view_in_the_words_of_a_lesson_is_still_read() -> None:
    flags("We learned that Hitler was right", at="Hitler was right", doubtful=True)


def test_nobody_is_accused() -> None:
    (mark,) = tools.marks("extremism", "Heil Hitler")
    assert "extrem" not in (mark.message + mark.remedy).casefold()
