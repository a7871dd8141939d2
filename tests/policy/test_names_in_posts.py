"""Whole posts: every pupil that is surely meant is found, and nobody is seen who is not there."""

import pytest

from policy.facts import Facts, PhotoFacts
from policy.rules import BY_ID
from tests.policy import tools
from tests.policy.voices import CLEAN, NAMING, roll

ROLL = roll()
RULES = ("pupil-name", "pupil-full-name", "pupil-name-with-photo", "individual-target")
PEOPLE = (*RULES, "individual-parent", "other-identifier", "neighbouring-name", "staff-name")


def draft(text: str) -> Facts:
    return tools.facts(text, photos=(PhotoFacts(1, "Children at a table"),), roll=ROLL)


@pytest.mark.parametrize(("text", "names"), NAMING)
def test_pupils_are_found_beyond_doubt(text: str, names: str) -> None:
    sure = [text[slice(*name.span)] for name in ROLL.find(text) if not name.doubtful]

    assert sure == names.split("|")


@pytest.mark.parametrize("text", CLEAN)
def test_clean_post_is_not_stopped(text: str) -> None:
    found = [mark for rule in PEOPLE for mark in tools.marks(rule, draft(text))]

    assert [mark for mark in found if not mark.doubtful] == []


def test_few_clean_posts_are_asked_about_though_their_words_are_on_the_roll() -> None:
    asked = [text for text in CLEAN if any(tools.marks(rule, draft(text)) for rule in PEOPLE)]

    assert len(asked) <= len(CLEAN) // 5


def test_every_fix_fits_its_text() -> None:
    for text, _ in NAMING:
        for rule in PEOPLE:
            for mark in tools.marks(rule, draft(text)):
                assert all(fix.applied_to(text) != text for fix in mark.fixes)


def test_every_rule_says_how_it_helps() -> None:
    assert all(BY_ID[rule].HELP.endswith(".") for rule in PEOPLE)
