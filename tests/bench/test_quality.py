"""The labelled posts are what their README says, and the figures are counted rightly."""

import json
from collections import Counter

import pytest

from bench.quality import labelled, packages, scoring, speed, tables
from bench.quality.labelled import Judged, Label, LabelledPost
from bench.timing import Row
from policy.batch.posts import read
from policy.rules import BY_ID

POSTS = [each for name in labelled.sets() for each in labelled.posts(name)]


def post(post_id: str, text: str, *labels: Label, also: str = "") -> LabelledPost:
    return LabelledPost(b"", post_id, text, labels, frozenset(also.split()))


def answer(of: LabelledPost, verdict: str, **spans: tuple[int, int] | None) -> Judged:
    """`spans` by the rule's id, with _ for its dashes."""
    findings = tuple(
        {"rule": rule.replace("_", "-"), "span": span and list(span), "severity": verdict}
        for rule, span in spans.items()
    )
    return Judged(of, verdict, findings)


def test_every_post_can_be_read() -> None:
    assert [read(each.line).post_id for each in POSTS] == [each.post_id for each in POSTS]
    assert len({each.post_id for each in POSTS}) == len(POSTS)


def test_there_are_enough_posts_and_half_are_clean() -> None:
    assert len(POSTS) >= 440
    assert sum(each.clean for each in POSTS) * 2 >= len(POSTS)


def test_a_post_says_that_it_is_clean_where_it_has_no_label() -> None:
    tables = [json.loads(each.line) for each in POSTS]

    assert [table["id"] for table in tables if table["clean"] is bool(table["labels"])] == []


def test_every_label_names_a_rule() -> None:
    named = {rule for each in POSTS for rule in each.wanted | each.also}

    assert named - BY_ID.keys() == set()


def test_no_rule_is_both_wanted_and_optional() -> None:
    assert [each.post_id for each in labelled.posts() if each.wanted & each.also] == []


def test_the_words_of_a_label_stand_in_the_post() -> None:
    strange = [
        each.post_id
        for each in POSTS
        for label in each.labels
        if label.words not in _writings(each)
    ]

    assert strange == []


def _writings(of: LabelledPost) -> str:
    return "\n".join([of.text, *(photo.alt_text for photo in read(of.line).photos)])


@pytest.mark.parametrize("rule", scoring.DECIDABLE)
def test_each_decidable_rule_is_wanted_somewhere(rule: str) -> None:
    assert Counter(rule for each in POSTS for rule in each.wanted)[rule] >= 3


def test_scores_count_hits_misses_false_alarms_and_misplaced_marks() -> None:
    wanted = Label("link", "bit.ly/x")
    judged = [
        answer(post("hit", "See bit.ly/x", wanted), "block", link=(4, 12)),
        answer(post("elsewhere", "See bit.ly/x", wanted), "block", link=(0, 3)),
        answer(post("missed", "See bit.ly/x", wanted), "pass"),
        answer(post("false", "Hello"), "block", link=None),
        answer(post("either", "Hello", also="link"), "block", link=None),
    ]

    score = scoring.scores(judged, ["link"])[0]

    assert (score.hits, score.misplaced, score.missed) == (2, ["elsewhere"], ["missed"])
    assert score.false == ["false"]
    assert score.precision == score.recall == pytest.approx(2 / 3)


def test_rule_of_which_no_post_says_anything_has_no_figures() -> None:
    score = scoring.scores([answer(post("a", "Hello"), "pass")], ["link"])[0]

    assert (score.precision, score.recall) == (None, None)
    assert tables.rules([score]).splitlines()[1].split()[:3] == ["link", "-", "-"]


def test_share_is_of_the_clean_posts() -> None:
    judged = [
        answer(post("a", "Hello"), "pass"),
        answer(post("b", "Hello"), "warn"),
        answer(post("c", "bit.ly", Label("link", "")), "warn"),
    ]

    assert scoring.share(judged, "warn") == 50


def test_note_and_rule_that_may_speak_are_no_mistakes() -> None:
    judged = [
        answer(post("a", "Hello"), "note", link=None),
        answer(post("b", "Hello", also="link"), "warn", link=None),
        answer(post("c", "Hello"), "warn", link=None),
        answer(post("d", "Hello"), "block", link=None),
    ]

    assert scoring.mistaken(judged) == 50


def test_packages_are_measured_on_the_same_posts() -> None:
    label = Label("offensive", "")
    judged = [
        answer(post("a", "you fucking idiot", label), "block", offensive=(0, 3)),
        answer(post("b", "A lovely day", label), "pass"),
        answer(post("c", "A lovely day"), "block", offensive=(0, 3)),
        answer(post("d", "faggots and peas", also="offensive"), "pass"),
    ]

    ours, *others = packages.detectors(judged)

    assert (ours.found, ours.of, ours.false_alarms, ours.others) == (1, 2, ("c",), 1)
    assert [other.found for other in others] == [1, 1]
    assert tables.offensive([ours, *others]).count("\n") == 3


def test_roll_of_any_size_has_no_name_twice() -> None:
    assert len(speed.roll(300).find("Amelia Ashton and Joshua Ashton")) == 2


def test_aims_say_what_is_met() -> None:
    label = Label("link", "")
    judged = [
        answer(post("a", "bit.ly", label), "block", link=None),
        answer(post("b", "Hello"), "warn"),
    ]

    rows = tables.aims(judged, judged, scoring.scores(judged, ["link"]))

    assert [row.met for row in rows] == [True, True, False, None, True, False, None]
    assert all(isinstance(row, Row) for row in rows)
