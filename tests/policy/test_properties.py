"""What holds for any text whatever."""

import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from policy import packs
from policy.engine import Finding, Severity, check
from policy.facts import Facts
from policy.length import MAX_INPUT, first_over, urls, weigh
from policy.offence import offences
from policy.roll import PupilName, Roll
from policy.tokens import tokenise
from tests.policy.tools import ROLL, facts

PIECES = [
    *("Amelia", "Brown", "amelia", "Rose", "May", "Will", "J.", "O’Neill", "Josh’s", "Mr", "St"),
    *("#WellDoneAmelia", "#", "@", "@HuntsCrossPri", "gr8", "u", "sh1t", "f**k", "blue tits"),
    *("https://a.uk/amelia-brown", "a.b.c.d", "Charlie and the Chocolate Factory", "Well done"),
    *("you", ".", "!", ",", " ", "\n", "’s", "-", "😀", "é", "e\u0301", "\u200b", "\u202e"),
    *("ß", "İ", "ﬁ", "𝓐", "\ud800"),
]
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
)
unhurried = settings(deadline=None)  # whichever text comes first starts the grammar checker
RULESETS = [packs.load(slug).ruleset(1) for slug in packs.slugs()]


def checked(draft: Facts) -> list[Finding]:
    return [finding for rules in RULESETS for finding in check(draft, rules)]


@unhurried
@given(text=TEXTS, alt=TEXTS)
def test_findings_lie_in_what_was_written_and_say_which_words(text: str, alt: str) -> None:
    written = {"text": text, "alt:1": alt, "photo:1": "", "file:1": ""}

    for finding in checked(facts(text, alt=alt)):
        start, end = finding.span or (0, 0)
        assert 0 <= start <= end <= len(written[finding.where])
        assert finding.matched == written[finding.where][start:end]
        assert finding.span is None or finding.matched


@unhurried
@given(text=TEXTS)
def test_findings_are_in_order_and_have_their_own_keys(text: str) -> None:
    for rules in RULESETS:
        found = check(facts(text, alt=text), rules)
        order = [list(Severity).index(finding.severity) for finding in found]

        assert order == sorted(order)
        assert len({finding.key for finding in found}) == len(found)


@unhurried
@given(text=TEXTS)
def test_checking_again_finds_the_same(text: str) -> None:
    assert checked(facts(text)) == checked(facts(text))


@given(text=TEXTS)
def test_composed_and_decomposed_spellings_hold_the_same_names(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    apart = unicodedata.normalize("NFD", composed)

    assert [(n.kind, n.pupils, n.doubtful) for n in ROLL.find(composed)] == [
        (n.kind, n.pupils, n.doubtful) for n in ROLL.find(apart)
    ]


@given(text=TEXTS)
def test_words_are_in_order_inside_the_text_and_as_written(text: str) -> None:
    reached = 0
    for word in tokenise(text):
        assert reached <= word.start < word.end <= len(text)
        assert text[word.start : word.end] == word.text
        reached = word.end


@given(text=TEXTS)
def test_names_and_offences_do_not_overlap(text: str) -> None:
    for spans in (
        [name.span for name in ROLL.find(text)],
        [(offence.start, offence.end) for offence in offences(text)],
    ):
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(text=TEXTS)
def test_weight_and_links_fit_the_text(text: str) -> None:
    assert 0 <= weigh(text) <= 2 * len(text) + 23
    assert all(0 <= start < end <= len(text) for start, end in urls(text))


@given(text=TEXTS, limit=st.integers(min_value=1, max_value=280))
def test_limit_is_passed_inside_the_text(text: str, limit: int) -> None:
    assert 0 <= first_over(text, limit) <= len(text)


@given(
    forename=st.text(max_size=20),
    surname=st.text(max_size=20),
    text=TEXTS,
)
def test_any_name_can_be_on_the_roll(forename: str, surname: str, text: str) -> None:
    roll = Roll.of([PupilName(1, forename, surname)])

    found = roll.find(f"{text} {forename} {surname} {text}")

    assert all(name.pupils == {1} for name in found)


LETTERS = st.text(st.characters(categories=["Ll"], max_codepoint=0x24F), min_size=4, max_size=12)


@given(forename=LETTERS, surname=LETTERS)
def test_uncommon_full_name_is_always_found(forename: str, surname: str) -> None:
    name = f"Q{forename} Q{surname}"
    roll = Roll.of([PupilName(1, f"Q{forename}", f"Q{surname}")])

    (found,) = roll.find(f"Today {name} won.")

    assert found.span == (6, 6 + len(name))
    assert not found.doubtful


@settings(max_examples=20, deadline=None)
@given(text=st.text(min_size=MAX_INPUT + 1, max_size=MAX_INPUT + 50))
def test_text_over_the_cap_is_refused(text: str) -> None:
    for rules in RULESETS:
        (finding,) = check(facts(text), rules)
        assert finding.rule == "length"
