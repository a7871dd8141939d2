"""The check of understanding: the school's own rules know the answers."""

import pytest

from policy import packs
from policy.understanding import HOW_MANY, SCENARIOS, questions
from tests.policy.tools import ruleset


@pytest.mark.parametrize("pack", packs.slugs())
@pytest.mark.parametrize("salt", ["1:1", "1:2", "7:30"])
def test_every_pack_asks_five_questions_of_both_kinds(pack: str, salt: str) -> None:
    asked = questions(packs.load(pack).ruleset(1), salt=salt)

    assert len(asked) == HOW_MANY
    assert {question.may_go_out for question in asked} == {True, False}
    assert sum(question.may_go_out for question in asked) <= 2


def test_the_same_person_is_asked_the_same_and_another_something_else() -> None:
    rules = packs.load("st-catherine-of-siena").ruleset(1)
    sets = {
        tuple(q.scenario.slug for q in questions(rules, salt=f"1:{person}")) for person in range(9)
    }

    assert questions(rules, salt="1:4") == questions(rules, salt="1:4")
    assert len(sets) > 1


def test_the_answer_follows_the_rules_of_the_school() -> None:
    strict, lenient = ruleset("text-speak"), ruleset("length")

    of_strict = {q.scenario.slug: q.may_go_out for q in questions(strict, salt="x")}
    of_lenient = {q.scenario.slug: q.may_go_out for q in questions(lenient, salt="x")}

    assert of_strict["text-speak"] is False
    assert of_lenient["length"] is False
    assert of_lenient.get("text-speak", True) is True


def test_a_wrong_answer_can_be_explained_by_a_clause() -> None:
    asked = questions(packs.load("hunts-cross").ruleset(1), salt="1:1")

    assert all(q.in_the_way[0].clause_text for q in asked if not q.may_go_out)


def test_each_draft_has_a_name_of_its_own() -> None:
    assert len({scenario.slug for scenario in SCENARIOS}) == len(SCENARIOS)
