"""Every option of every rule is put into words that a school understands."""

import pytest

from policy.engine import DISMISSER, defaults
from policy.findings import Dismisser
from policy.option_words import DISMISSERS, WORDS, sentences, words_for
from policy.rules import RULES, Rule

each = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ID)


@each
def test_every_option_has_words(rule: Rule) -> None:
    assert set(rule.OPTIONS) - WORDS.get(rule.ID, {}).keys() == set()


@each
def test_no_words_for_options_that_are_not_there(rule: Rule) -> None:
    assert WORDS.get(rule.ID, {}).keys() - set(rule.OPTIONS) == set()


@each
def test_default_is_among_the_choices(rule: Rule) -> None:
    for name, value in defaults(rule.ID).items():
        words = words_for(rule.ID, name)
        chosen = str(value).split() if words.several else [value]
        assert not words.choices or words.choices.keys() >= set(chosen)


def test_words_are_of_rules_that_are_there() -> None:
    assert WORDS.keys() - {rule.ID for rule in RULES} == set()


def test_every_dismisser_has_words() -> None:
    assert set(DISMISSERS) == {"", *Dismisser}


def test_declarations_are_said_in_words() -> None:
    said = sentences("photo-declarations", {"declarations": "school-device returned"})

    assert said["declarations"] == (
        "What is declared of each photo of pupils: Taken on a school device, We are back at school"
    )


def test_sentences_leave_the_usual_dismisser_out() -> None:
    said = sentences("length", {"max": 140})

    assert said == {"max": "Most characters, as X counts them: 140"}
    assert DISMISSER in sentences("length", {DISMISSER: "dsl"})
