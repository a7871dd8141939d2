"""The table says of each clause what keeps it, and of which versions who may read it."""

import pytest

from policy.models import Clause
from policy.presenters.rules_help import GROUPS
from policy.rules import BY_ID, RULES
from schoolsocial.accounts.models import Person, School
from tests.cast import client_of, in_scope
from tests.policy.versions import begin, propose
from tests.posts import adopt_policy

TABLE, HELP = "/st-catherine/policy/clauses/", "/st-catherine/policy/help/"


def shown(person: Person, address: str = TABLE) -> str:
    response = client_of(person).get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_rule_stands_with_severity_settings_and_proof(school: School, governor: Person) -> None:
    adopt_policy(school)

    page = shown(governor)

    assert "Full name of a pupil. It stops a post." in page
    assert "Ask about a pupil&#x27;s surname standing alone: yes" in page
    assert "tests/policy/rules/test_pupil_full_name.py" in page


def test_every_other_way_stands_with_its_proof(school: School, governor: Person) -> None:
    adopt_policy(school)

    page = shown(governor)

    for kind in ("Setting:", "Declaration:", "Recorded step:", "People alone:"):
        assert f"<strong>{kind}</strong>" in page
    assert "tests/drafts/test_live.py::test_delete_with_both_asks_x_to_remove_it" in page


def test_clause_that_nothing_keeps_is_called_so(school: School, head: Person) -> None:
    version = begin(school, head)
    with in_scope(school.pk):
        Clause.objects.create(
            school=school, version=version, number="99", text="Be kind.", position=99
        )

    page = shown(head, f"{TABLE}{version.pk}/")

    assert "Nothing written down here keeps this clause." in page
    assert "1 is kept by nothing that is written down here" in page


def test_version_without_a_clause_says_so(school: School, head: Person) -> None:
    version = begin(school, head)
    with in_scope(school.pk):
        for clause in version.clauses.all():
            clause.rules.all().delete()
            clause.delete()

    assert "No clause yet" in shown(head, f"{TABLE}{version.pk}/")


def test_table_without_a_policy_says_what_that_means(school: School, governor: Person) -> None:
    assert "No policy is in force yet" in shown(governor)


def test_draft_is_for_those_who_write_it(school: School, head: Person, teacher: Person) -> None:
    address = f"{TABLE}{begin(school, head).pk}/"

    assert client_of(head).get(address).status_code == 200
    assert client_of(teacher).get(address).status_code == 404


def test_proposed_version_is_for_governors_too(
    school: School, head: Person, governor: Person, teacher: Person
) -> None:
    version = begin(school, head)
    address = f"{TABLE}{version.pk}/"
    assert client_of(governor).get(address).status_code == 404

    propose(version, head)

    assert client_of(governor).get(address).status_code == 200
    assert client_of(teacher).get(address).status_code == 404


def test_ratified_version_is_for_everybody(school: School, teacher: Person) -> None:
    version = adopt_policy(school)

    assert "2019 - 2021" in shown(teacher, f"{TABLE}{version.pk}/")


def test_version_that_is_not_there_is_missing(school: School, head: Person) -> None:
    assert client_of(head).get(f"{TABLE}400000/").status_code == 404


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ID)
def test_help_explains_each_rule_once(rule: object) -> None:
    grouped = [each for rules in GROUPS.values() for each in rules]

    assert grouped.count(getattr(rule, "ID", "")) == 1


def test_help_knows_no_rule_that_is_not_there() -> None:
    assert {each for rules in GROUPS.values() for each in rules} == set(BY_ID)


def test_help_says_what_the_schools_policy_makes_of_a_rule(school: School, teacher: Person) -> None:
    adopt_policy(school)

    page = shown(teacher, HELP)

    assert "Stops a post: clause 3.6." in page
    assert "The school’s policy does not use this rule." in page
    assert "What you can do with one tap" in page
    assert "Who decides" in page


def test_help_without_a_policy_explains_the_rules_all_the_same(
    school: School, teacher: Person
) -> None:
    page = shown(teacher, HELP)

    assert "Full name of a pupil" in page
    assert "does not use this rule" not in page
