"""Findings: severity, clause, order, and the key a dismissal is remembered by."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from policy import packs
from policy.engine import (
    Dismisser,
    Finding,
    RuleSet,
    RuleSetting,
    Severity,
    UnknownRule,
    check,
    defaults,
    told_once,
)
from policy.facts import Face, Facts, Neighbour, PhotoFacts, Who
from policy.rules import BY_ID, RULES
from tests.policy.tools import facts, ruleset

MAX_INPUT = 4000


def the_one(text: str, rules: RuleSet) -> Finding:
    (finding,) = check(facts(text), rules)
    return finding


def test_finding_quotes_the_policy() -> None:
    finding = the_one("A gr8 day", ruleset("text-speak"))

    assert (finding.rule, finding.severity) == ("text-speak", Severity.BLOCK)
    assert (finding.clause_number, finding.clause_text) == ("1.1", "Be kind.")
    assert (finding.policy_title, finding.policy_version) == ("Twitter Policy", 3)
    assert (finding.where, finding.span, finding.matched) == ("text", (2, 5), "gr8")


def test_finding_is_printed_without_the_words() -> None:
    assert "Amelia" not in repr(the_one("Amelia Brown ran", ruleset("pupil-full-name")))


def test_nothing_to_object_to_gives_no_findings() -> None:
    assert check(facts("A great day"), ruleset(*BY_ID)) == ()


def test_gravest_come_first_then_text_then_photos_in_order() -> None:
    settings = (
        RuleSetting("hashtags", Severity.NOTE, "1", "a"),
        RuleSetting("alt-text", Severity.WARN, "2", "b"),
        RuleSetting("text-speak", Severity.BLOCK, "3", "c"),
    )
    photos = (PhotoFacts(1, "a gr8 view"), PhotoFacts(2, ""), PhotoFacts(3, "A lovely view lol"))
    draft = facts("A #Fun day l8r gr8", photos=photos)

    found = check(draft, RuleSet("P", 1, settings))

    assert [(f.severity.value, f.where, f.matched) for f in found] == [
        ("block", "text", "l8r"),
        ("block", "text", "gr8"),
        ("block", "alt:1", "gr8"),
        ("block", "alt:3", "lol"),
        ("warn", "alt:2", ""),
        ("note", "text", "#Fun"),
    ]


def test_what_nobody_measured_is_only_noted() -> None:
    photos = (PhotoFacts(1, "Reading", faces=(Face(who=Who.PUPIL),)),)

    (finding,) = check(facts("A great day", photos=photos), ruleset("identifiable-faces"))

    assert finding.severity is Severity.NOTE


NAMES = RuleSet(
    "P",
    1,
    (
        RuleSetting("pupil-name", Severity.WARN, "1", "a", {"allow": "first"}),
        RuleSetting("pupil-full-name", Severity.BLOCK, "2", "b"),
    ),
)


def test_two_rules_that_say_the_same_of_the_same_words_are_told_once() -> None:
    (finding,) = told_once(check(facts("Amelia Brown ran"), NAMES))

    assert (finding.rule, finding.severity) == ("pupil-full-name", Severity.BLOCK)


def test_same_words_are_kept_where_somebody_else_decides_of_them() -> None:
    first, second = NAMES.settings
    lead = replace(first, options={**first.options, "dismissed_by": "dsl"})
    asked = replace(second, severity=Severity.WARN)

    found = told_once(check(facts("Amelia Brown ran"), RuleSet("P", 1, (asked, lead))))

    assert {one.dismisser for one in found} == {Dismisser.AUTHOR, Dismisser.DSL}


def test_doubt_lowers_a_block_to_a_warning() -> None:
    finding = the_one("bloody good", ruleset("offensive"))

    assert finding.severity is Severity.WARN
    assert finding.dismissable


def test_doubt_leaves_a_note_a_note() -> None:
    finding = the_one("bloody good", ruleset("offensive", severity=Severity.NOTE))

    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("severity", "dismissable"),
    [(Severity.BLOCK, False), (Severity.WARN, True), (Severity.NOTE, True)],
)
def test_only_blocks_cannot_be_dismissed(severity: Severity, dismissable: bool) -> None:
    assert the_one("gr8", ruleset("text-speak", severity=severity)).dismissable is dismissable


def test_policy_may_let_a_block_be_dismissed() -> None:
    finding = the_one("gr8", ruleset("text-speak", options={"dismissed_by": "slt"}))

    assert finding.severity is Severity.BLOCK
    assert finding.dismisser is Dismisser.SLT


def test_policy_may_forbid_that_a_warning_is_dismissed() -> None:
    rules = ruleset("text-speak", severity=Severity.WARN, options={"dismissed_by": "nobody"})

    assert not the_one("gr8", rules).dismissable


def test_key_is_the_same_when_checked_again() -> None:
    rules = ruleset("offensive")

    assert the_one("bloody good", rules).key == the_one("bloody good", rules).key


def test_key_survives_changes_to_another_sentence() -> None:
    rules = ruleset("offensive")
    before = the_one("Year 4 ran. It was bloody good! Well done.", rules)
    after = the_one("Class 4 ran far. It was  bloody good! Thank you.", rules)

    assert before.key == after.key


def test_key_changes_with_the_sentence() -> None:
    rules = ruleset("pupil-full-name")

    assert the_one("We met Tim Peake.", rules).key != the_one("We like Tim Peake.", rules).key


def test_key_changes_with_the_place_and_the_rule() -> None:
    rules = ruleset("text-speak")
    (in_alt,) = check(facts("Fun", alt="A gr8 day"), rules)
    keys = {in_alt.key, the_one("A gr8 day", rules).key}

    assert len(keys) == 2


def test_same_words_twice_in_one_sentence_have_their_own_keys() -> None:
    found = check(facts("lol and lol"), ruleset("text-speak"))

    assert len({finding.key for finding in found}) == 2


def test_key_tells_nothing_of_the_words() -> None:
    finding = the_one("Amelia Brown ran.", ruleset("pupil-full-name"))

    assert len(finding.key) == 16
    assert int(finding.key, 16) >= 0


@pytest.mark.timeout(10)
@pytest.mark.parametrize("text", ["." * 10_000, "a." * 5_000, "a" * 1_000_000])
def test_text_over_the_cap_gives_only_the_length_finding(text: str) -> None:
    finding = the_one(text, ruleset("length", "offensive", "hashtags"))

    assert (finding.rule, finding.severity) == ("length", Severity.BLOCK)
    assert "was not read" in finding.message
    assert finding.clause_text == "Be kind."
    assert not finding.dismissable


def test_description_over_the_cap_is_refused_by_its_photo() -> None:
    (finding,) = check(facts("lol", alt="x" * 5000), ruleset("text-speak"))

    assert finding.where == "alt:1"
    assert finding.message.startswith("The description of photo 1 has 5,000 characters")


def test_cap_holds_where_the_policy_only_warns_of_length() -> None:
    finding = the_one("x" * 5000, ruleset("length", severity=Severity.WARN))

    assert finding.severity is Severity.BLOCK


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece",
    [
        "a.",
        "e" + "\u0301" * 30,
        "\u202eאב ",
        "lol ",
        "Amelia Brown ",
        "f*",
        "1",
        "#a ",
        "@a ",
        "\n",
    ],
)
def test_hostile_text_up_to_the_cap_is_answered(piece: str) -> None:
    text = (piece * MAX_INPUT)[:MAX_INPUT]

    for slug in packs.slugs():
        assert check(facts(text, alt=text), packs.load(slug).ruleset(1))


def test_unknown_rule_names_those_there_are() -> None:
    with pytest.raises(UnknownRule, match=r"no rule “shouting”. The rules are: pupil-full-name,"):
        check(facts("Hello"), ruleset("shouting"))


def test_defaults_hold_every_option_of_a_rule() -> None:
    assert defaults("length") == {"dismissed_by": "", "max": 280}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ID)
def test_each_rule_says_what_it_is(rule: object) -> None:
    assert BY_ID[getattr(rule, "ID", "")] is rule
    assert getattr(rule, "TITLE", "")
    assert getattr(rule, "__doc__", "")


def test_a_reason_given_for_one_picture_does_not_count_for_another() -> None:
    first, second = (PhotoFacts(1, "", picture_id=name) for name in ("a", "b"))
    said_more = PhotoFacts(1, "", picture_id="a", pupils_counted=2)

    keys = {
        check(facts(photos=(photo,)), ruleset("alt-text"))[0].key
        for photo in (first, second, said_more)
    }

    assert len(keys) == 3


def near(post: str, names: bool = False) -> Neighbour:
    return Neighbour(post, datetime(2026, 11, 20, 12, 5, tzinfo=UTC), names_pupil=names)


def key_of(rule: str, draft: Facts, neighbour: Neighbour) -> str:
    placed = replace(draft, at=datetime(2026, 11, 20, 12, tzinfo=UTC), neighbours=(neighbour,))
    (finding,) = check(placed, ruleset(rule))
    return finding.key


def test_a_reason_about_a_name_nearby_counts_for_that_picture_and_that_post_alone() -> None:
    first, second = (
        facts("A race!", photos=(PhotoFacts(1, "A race", picture_id=name),)) for name in ("a", "b")
    )
    won, lost = near("Amelia won.", names=True), near("Josh lost.", names=True)

    keys = [
        key_of("neighbouring-name", *pair) for pair in ((first, won), (second, won), (first, lost))
    ]

    assert len(set(keys)) == 3
    assert key_of("neighbouring-name", first, won) == keys[0]


def test_a_reason_about_a_repeat_counts_for_those_words_alone() -> None:
    one, other = "Our garden club met at school today.", "Our chess club met at school on Monday."

    assert key_of("duplicate", facts(one), near(one)) != key_of(
        "duplicate", facts(other), near(other)
    )
