"""Precision and recall of each rule; how many clean posts are stopped or asked about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bench.quality.labelled import Judged

DECIDABLE = (
    "pupil-full-name", "pupil-name-with-photo", "neighbouring-name", "text-speak", "length",
    "hashtags", "mention", "link", "duplicate", "posting-hours", "photo-consent",
    "faces-unaccounted", "group-only", "alt-text",
)  # fmt: skip
"""Rules a program can decide; the others ask a person."""


@dataclass
class Score:
    """Posts by what the rule said of them and what it should have; the ids of its mistakes.

    `misplaced` are posts of `hits` in which the words it marked are not the words meant.
    """

    rule: str
    hits: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        spoken = self.hits + len(self.false)
        return self.hits / spoken if spoken else None

    @property
    def recall(self) -> float | None:
        wanted = self.hits + len(self.missed)
        return self.hits / wanted if wanted else None


def scores(judged: Iterable[Judged], rules: Sequence[str]) -> list[Score]:
    """One of each rule, in their order."""
    kept = {rule: Score(rule) for rule in rules}
    for each in judged:
        for rule in each.post.wanted & kept.keys():
            _wanted(each, kept[rule])
        for rule in (each.found - each.post.wanted - each.post.also) & kept.keys():
            kept[rule].false.append(each.post.post_id)
    return list(kept.values())


def together(scores: Sequence[Score], rules: Sequence[str]) -> Score:
    """Several rules as if they were one."""
    whole = Score(f"all {len(rules)} decidable rules")
    for score in scores:
        if score.rule in rules:
            whole.hits += score.hits
            whole.missed += score.missed
            whole.false += score.false
            whole.misplaced += score.misplaced
    return whole


def share(judged: Sequence[Judged], verdict: str) -> float:
    """Per cent of the clean posts with that verdict."""
    clean = [each for each in judged if each.post.clean]
    return 100 * sum(each.verdict == verdict for each in clean) / len(clean)


def mistaken(judged: Sequence[Judged]) -> float:
    """Per cent of the clean posts blocked or warned by a rule that had nothing to say there."""
    clean = [each for each in judged if each.post.clean]
    return 100 * sum(bool(_grave(each) - each.post.also) for each in clean) / len(clean)


def _grave(each: Judged) -> frozenset[str]:
    """Rules that spoke of it with more than a note."""
    return frozenset(
        finding["rule"] for finding in each.findings if finding["severity"] in {"block", "warn"}
    )


def _wanted(each: Judged, score: Score) -> None:
    if score.rule not in each.found:
        score.missed.append(each.post.post_id)
        return
    score.hits += 1
    meant = [label.words for label in each.post.labels if label.rule == score.rule]
    if not all(_marked(each, score.rule, words) for words in meant):
        score.misplaced.append(each.post.post_id)


def _marked(each: Judged, rule: str, words: str) -> bool:
    """Whether a finding of the rule touches the words. Those of descriptions are not placed."""
    start = each.post.text.find(words)
    if not words or start < 0:
        return True
    end = start + len(words)
    spans = [finding["span"] for finding in each.findings if finding["rule"] == rule]
    return any(span and span[0] < end and start < span[1] for span in spans)
