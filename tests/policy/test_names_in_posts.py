"""Whole posts: every pupil that is surely meant is found, and nobody is seen who is not there."""

import pytest

from policy.facts import Facts, PhotoFacts
from policy.roll import Roll
from policy.rules import BY_ID
from tests.policy import more_voices, tools
from tests.policy.voices import CLEAN, NAMING, roll

ROLL = roll()
OTHER = more_voices.roll()
RULES = ("pupil-name", "pupil-full-name", "pupil-name-with-photo", "individual-target")
PEOPLE = (*RULES, "individual-parent", "other-identifier", "neighbouring-name", "staff-name")


def draft(text: str, on: Roll = ROLL) -> Facts:
    return tools.facts(text, photos=(PhotoFacts(1, "Children at a table"),), roll=on)


@pytest.mark.parametrize(("text", "names"), NAMING)
def test_pupils_are_found_beyond_doubt(text: str, names: str) -> None:
    sure = [text[slice(*name.span)] for name in ROLL.find(text) if not name.doubtful]

    assert sure == names.split("|")


@pytest.mark.parametrize("text", CLEAN)
def test_clean_post_is_not_stopped(text: str) -> None:
    found = [mark for rule in PEOPLE for mark in tools.marks(rule, draft(text))]

    assert [mark for mark in found if not mark.doubtful] == []


@pytest.mark.parametrize(("text", "names"), more_voices.NAMING)
def test_pupils_of_another_roll_are_found_beyond_doubt(text: str, names: str) -> None:
    sure = [text[slice(*name.span)] for name in OTHER.find(text) if not name.doubtful]

    assert sure == names.split("|")


@pytest.mark.parametrize("text", more_voices.CLEAN)
def test_clean_post_is_not_stopped_for_another_roll(text: str) -> None:
    found = [mark for rule in PEOPLE for mark in tools.marks(rule, draft(text, OTHER))]

    assert [mark for mark in found if not mark.doubtful] == []


def test_hardly_any_clean_post_is_asked_about_for_another_roll() -> None:
    posts = more_voices.CLEAN
    asked = [text for text in posts if any(tools.marks(r, draft(text, OTHER)) for r in PEOPLE)]

    assert len(asked) <= len(posts) // 12


def test_few_clean_posts_are_asked_about_though_their_words_are_on_the_roll() -> None:
    asked = [text for text in CLEAN if any(tools.marks(rule, draft(text)) for rule in PEOPLE)]

    assert len(asked) <= len(CLEAN) // 5


def test_every_fix_fits_its_text() -> None:
    for text, _ in NAMING:
        for rule in PEOPLE:
            for mark in tools.marks(rule, draft(text)):
                assert all(fix.applied_to(text) != text for fix in mark.fixes)


def test_every_rule_says_how_it_helps() -> None:
    assert all(str(BY_ID[rule].HELP).endswith(".") for rule in PEOPLE)
