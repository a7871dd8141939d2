"""Each line that the schools' policies require is kept by something, and a test proves it."""

import re

import pytest

from policy import packs
from policy.packs import By, Pack
from policy.rules import BY_ID, RULES, Rule
from tests.house.sources import ROOT

BOTH = {"S1", "S2", "S4", "S5", "S11", "S12", "S15", "S16", "S17", "S19"}
REQUIRED = {
    "hunts-cross": BOTH | {"S9", "S10", "S13", "S14", "S18"},
    "st-catherine-of-siena": BOTH | {"S3", "S6", "S7", "S8"},
    "recommended-2026": {f"S{number}" for number in range(1, 20)},
}
"""Lines of the table of what the two schools' policies require."""


def kept(pack: Pack) -> set[str]:
    """Requirements kept by more than a statement."""
    return {
        requirement
        for clause in pack.clauses
        if clause.rules or any(each.by is not By.STATEMENT for each in clause.enforced)
        for requirement in clause.requirements
    }


def proof_of(rule: str) -> str:
    return f"tests/policy/rules/test_{rule.replace('-', '_')}.py"


@pytest.mark.parametrize("slug", packs.slugs())
def test_each_required_line_is_kept(slug: str) -> None:
    assert REQUIRED[slug] - kept(packs.load(slug)) == set()


@pytest.mark.parametrize("slug", packs.slugs())
def test_each_proof_is_a_test_there_is(slug: str) -> None:
    proofs = {each.proof for clause in packs.load(slug).clauses for each in clause.enforced}

    missing = []
    for proof in proofs - {""}:
        file, _, name = proof.partition("::")
        path = ROOT / file
        if not path.exists() or not re.search(rf"^def {name}\(", path.read_text(), re.MULTILINE):
            missing.append(proof)

    assert missing == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ID)
def test_each_rule_has_its_proof_and_its_words(rule: Rule) -> None:
    assert (ROOT / proof_of(rule.ID)).exists()
    assert str(rule.TITLE)
    assert str(rule.HELP).endswith(".")


def test_each_rule_stands_in_a_clause() -> None:
    used = {
        setting.rule for slug in packs.slugs() for setting in packs.load(slug).ruleset(1).settings
    }

    assert used == set(BY_ID)


@pytest.mark.parametrize("slug", packs.slugs())
def test_no_clause_of_a_pack_is_left_to_itself(slug: str) -> None:
    """Not even one that only says why: then that is said."""
    bare = [c.number for c in packs.load(slug).clauses if not c.rules and not c.enforced]

    assert bare == []
