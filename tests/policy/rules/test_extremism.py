"""HX: "Extremist views or radical views or opinions as in line with the prevent duty" (S16)."""

from functools import partial

import pytest

from tests.policy import tools, unseen

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
    assert "extrem" not in f"{mark.message}{mark.remedy}".casefold()


@pytest.mark.parametrize(
    "text",
    [
        "Exterminate all the infidels",
        "All kuffar must be punished",
        "A holy war against the unbelievers has begun",
        "Wipe out every one of the Jews",
        "Muslims must be cleansed",
        "Kill those refugees",
    ],
)
def test_ways_of_writing_it_nobody_had_thought_of_are_found(text: str) -> None:
    assert tools.marks("extremism", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Crusades against Saladin: Year 5 made timelines.",
        "The Daleks exterminate! Doctor Who day",
        "Richard's crusade in our history lesson",
        "Everyone must be kind.",
        "All refugees must be welcomed.",
    ],
)
def test_words_like_those_that_mean_it_pass(text: str) -> None:
    assert not tools.marks("extremism", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Infidels have no place in this town",
        "It is our duty to expel the invaders",
        "Foreigners are a curse",
        "Unbelievers will get what is coming",
        "The only answer left is violence",
        "Girls were born to obey",
        "Enemies of our race",
        "Gay people ought to be locked up",
    ],
)
def test_hate_of_a_people_and_calls_to_arms_are_found(text: str) -> None:
    assert tools.marks("extremism", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Why did Boudicca fight the Roman invasion?",
        "Violence is never the only answer, said Dr King.",
        "The king had many enemies.",
        "Refugees have a right to be safe: Article 22",
        "It is our duty to care for the pond.",
        "We kept out of the rain.",
    ],
)
def test_history_and_rights_pass(text: str) -> None:
    assert not tools.marks("extremism", unseen.draft(text))
