"""The two schools' policies as packs, true to their seeds, and the recommended one."""

from datetime import date

import pytest

from policy import packs
from policy.engine import Severity
from policy.linting import Document, Part, lint
from policy.rules import BY_ID
from tests.policy.written import TODAY, pasted, seed

SCHOOLS = ("hunts-cross", "st-catherine-of-siena")
LONGEST_HEADING = 130  # characters that may stand between two clauses: two headings in a row
GOOD = """
school = "A"
title = "B"
established = "2019"
established_on = 2019-01-01
review = "2021"
review_on = 2021-12-31
[[clauses]]
number = "1.1"
heading = "C"
text = "D"
[[clauses.rules]]
rule = "length"
severity = "block"
options = { max = 140 }
"""
ENFORCED = """
[[clauses]]
number = "1.2"
heading = "C"
text = "E"
requirement = "S1 S2"
enforced = [
    { by = "setting", what = "It is so.", proof = "tests/a/test_b.py::test_c" },
    { by = "statement", what = "People keep it." },
]
"""


def plain(text: str) -> str:
    """Without line ends and without the asterisks that make words bold in a seed."""
    return " ".join(text.replace("**", "").split()).casefold()


def severities(slug: str) -> dict[str, Severity]:
    return {setting.rule: setting.severity for setting in packs.load(slug).ruleset(1).settings}


def test_slugs_name_all_packs() -> None:
    assert packs.slugs() == ("hunts-cross", "recommended-2026", "st-catherine-of-siena")


@pytest.mark.parametrize("slug", SCHOOLS)
def test_every_clause_is_in_the_seed(slug: str) -> None:
    written = plain(seed(slug))

    missing = [c.number for c in packs.load(slug).clauses if plain(c.text) not in written]

    assert missing == []


@pytest.mark.parametrize("slug", SCHOOLS)
def test_no_sentence_of_the_seed_is_left_out(slug: str) -> None:
    left = plain(seed(slug))
    for clause in sorted(packs.load(slug).clauses, key=lambda each: -len(each.text)):
        left = left.replace(plain(clause.text), "|", 1)

    between = [each.strip(" ·•-0123456789.") for each in left.split("|")]
    whole = [each for each in between if each.endswith(".") or len(each) > LONGEST_HEADING]
    assert whole == []


@pytest.mark.parametrize("slug", SCHOOLS)
def test_pack_has_every_defect_of_its_seed(slug: str) -> None:
    pack = packs.load(slug)
    parts = tuple(Part(c.number, c.heading, c.text) for c in pack.clauses)

    in_pack = {r.kind for r in lint(Document(pack.title, parts, TODAY, pack.school))}

    assert {r.kind for r in lint(pasted(slug, pack.school))} <= in_pack


def test_pack_gives_the_dates_of_its_policy() -> None:
    pack = packs.load("hunts-cross")

    assert (pack.established, pack.established_on) == ("December 2019", date(2019, 12, 1))
    assert (pack.review, pack.review_on) == ("January 2022", date(2022, 1, 1))


def test_schools_differ_as_their_policies_do() -> None:
    catherine, hunts = severities("st-catherine-of-siena"), severities("hunts-cross")

    assert catherine["pupil-full-name"] is Severity.BLOCK
    assert "pupil-name-with-photo" not in catherine
    assert hunts["pupil-name-with-photo"] is Severity.BLOCK
    assert "pupil-full-name" not in hunts
    assert "individual-target" not in hunts
    assert {"text-speak", "hashtags"} <= hunts.keys() - catherine.keys()


def test_faces_stop_a_post_only_where_the_policy_speaks_of_a_list_to_keep_to() -> None:
    catherine, hunts = severities("st-catherine-of-siena"), severities("hunts-cross")
    (groups,) = (c for c in packs.load("st-catherine-of-siena").clauses if c.number == "3.7")

    assert (catherine["faces-unaccounted"], hunts["faces-unaccounted"]) == ("warn", "block")
    assert "stops nothing, as the clause does not speak of faces" in groups.note


def test_recommended_policy_uses_every_rule() -> None:
    assert severities("recommended-2026").keys() == BY_ID.keys()


def test_recommended_policy_never_stops_a_post_for_what_only_people_can_judge() -> None:
    recommended = severities("recommended-2026")
    judged = {"grammar", "undermining", "politics", "debate-or-reply", "individual-target"}

    assert {rule for rule in judged & recommended.keys() if recommended[rule] == "block"} == set()
    assert recommended["photo-consent"] is Severity.BLOCK
    assert recommended["pupil-name-with-photo"] is Severity.BLOCK


def test_recommended_policy_is_free_of_remarks() -> None:
    pack = packs.load("recommended-2026")
    parts = tuple(Part(c.number, c.heading, c.text) for c in pack.clauses)

    assert lint(Document(pack.title, parts, TODAY, "Oak Hill Primary School")) == ()


@pytest.mark.parametrize("slug", packs.slugs())
def test_ruleset_quotes_the_clause_of_each_rule(slug: str) -> None:
    pack = packs.load(slug)
    texts = {clause.number: clause.text for clause in pack.clauses}
    ruleset = pack.ruleset(7)

    assert (ruleset.policy_title, ruleset.version) == (pack.title, 7)
    assert all(texts[rule.clause_number] == rule.clause_text for rule in ruleset.settings)


def test_length_is_280_with_a_note_of_the_seeds_140() -> None:
    (clause,) = (c for c in packs.load("hunts-cross").clauses if c.number == "2.2")

    assert clause.rules[0].options == {"max": 280}
    assert "140" in clause.text
    assert "140" in clause.note


def test_unknown_pack_names_those_there_are() -> None:
    with pytest.raises(
        packs.PackError, match=r"no pack “nowhere”. The packs are: hunts-cross, rec"
    ):
        packs.load("nowhere")


def test_good_pack_is_read() -> None:
    pack = packs.parse(GOOD, "a")

    assert pack.clauses[0].rules[0].options == {"max": 140}


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ('title = "B"', "", "a.toml: “title” is missing"),
        ('title = "B"', "title = 3", "a.toml: “title” is missing or is not a text"),
        ('title = "B"', "title =", "a.toml is not valid TOML"),
        ("2019-01-01", '"2019"', "“established_on” is missing or is not a date"),
        ('text = "D"', 'text = " "', "“text” is missing"),
        ('heading = "C"', "", "a.toml, clause 1.1: “heading” is missing"),
        ('"length"', '"lenght"', "clause 1.1: There is no rule “lenght”. The rules are: pupil-"),
        ('"block"', '"stop"', "clause 1.1: the severity “stop” is none of block, warn, note"),
        ("max =", "most =", "length has no option “most”. Its options are: dismissed_by, max"),
        ("140", '"140"', "the option max of length is '140' and not a int"),
        ("140", "true", "the option max of length is True and not a int"),
    ],
)
def test_faulty_pack_is_refused_with_the_place_and_the_fault(
    good: str, bad: str, message: str
) -> None:
    with pytest.raises(packs.PackError, match=message):
        packs.parse(GOOD.replace(good, bad), "a")


def test_clause_number_given_twice_is_refused() -> None:
    again = '[[clauses]]\nnumber = "1.1"\nheading = "E"\ntext = "F"\n'

    with pytest.raises(packs.PackError, match=r"the clause “1.1” stands there more than once"):
        packs.parse(GOOD + again, "a")


def test_rule_under_two_clauses_is_refused() -> None:
    again = (
        '[[clauses]]\nnumber = "1.2"\nheading = "E"\ntext = "F"\n'
        '[[clauses.rules]]\nrule = "length"\nseverity = "warn"\n'
    )

    with pytest.raises(packs.PackError, match="the rule “length” stands there more than once"):
        packs.parse(GOOD + again, "a")


def test_what_enforces_a_clause_beside_rules_is_read() -> None:
    clause = packs.parse(GOOD + ENFORCED, "a").clauses[1]

    assert clause.requirements == ("S1", "S2")
    assert [each.as_json() for each in clause.enforced] == [
        {"by": "setting", "what": "It is so.", "proof": "tests/a/test_b.py::test_c"},
        {"by": "statement", "what": "People keep it.", "proof": ""},
    ]


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ('"setting"', '"magic"', "clause 1.2: “magic” is no way of enforcing; those are: setting,"),
        ('what = "It is so.", ', "", "“what” is missing"),
        ('::test_c"', '"', "“It is so.” needs a proof like"),
        ('"statement"', '"process"', "“People keep it.” needs a proof like"),
        ('"setting"', '"statement"', "a statement is kept by people; no test can prove it"),
    ],
)
def test_faulty_enforcement_is_refused(good: str, bad: str, message: str) -> None:
    with pytest.raises(packs.PackError, match=message):
        packs.parse(GOOD + ENFORCED.replace(good, bad, 1), "a")
