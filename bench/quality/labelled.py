"""The labelled posts, the invented school they come from, and what the policy says of each."""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from policy import packs
from policy.batch import rolls
from policy.batch.answers import Terms, answers
from policy.engine import RuleSet
from policy.names import PupilName
from policy.roll import Roll

FOLDER = Path(__file__).parent
PACK = "recommended-2026"


@dataclass(frozen=True)
class Label:
    """What a careful reader must be shown: the rule and the words, "" where none are meant."""

    rule: str
    words: str


@dataclass(frozen=True)
class LabelledPost:
    """`also` are rules that may speak of it or not."""

    line: bytes
    post_id: str
    text: str
    labels: tuple[Label, ...]
    also: frozenset[str]

    @property
    def clean(self) -> bool:
        return not self.labels

    @property
    def wanted(self) -> frozenset[str]:
        return frozenset(label.rule for label in self.labels)


@dataclass(frozen=True)
class Judged:
    """A labelled post with the answer of `check_posts` to it."""

    post: LabelledPost
    verdict: str
    findings: tuple[dict[str, Any], ...]

    @property
    def found(self) -> frozenset[str]:
        return frozenset(finding["rule"] for finding in self.findings)


@cache
def posts(name: str = "posts") -> tuple[LabelledPost, ...]:
    """All of one set, in the order in which they would have gone out."""
    written = (FOLDER / f"{name}.jsonl").read_bytes().splitlines()
    return tuple(_post(line) for line in written)


def ruleset() -> RuleSet:
    """The recommended policy."""
    return packs.load(PACK).ruleset(1)


def terms(*, with_staff: bool = True) -> Terms:
    """The invented school. From the command line alone its staff are not known."""
    roll = rolls.read((FOLDER / "roll.csv").read_bytes())
    return Terms(ruleset(), roll, staff=_staff() if with_staff else Roll())


def sets() -> tuple[str, ...]:
    """Names of the sets there are, in alphabetical order."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.jsonl")))


def judged(under: Terms, name: str = "posts") -> list[Judged]:
    """Every post of a set with its answer."""
    given = posts(name)
    written = answers((post.line for post in given), under)
    pairs = zip(given, written, strict=True)
    return [_judged(post, json.loads(answer)) for post, answer in pairs]


def _judged(post: LabelledPost, answer: dict[str, Any]) -> Judged:
    return Judged(post, answer["verdict"], tuple(answer["findings"]))


def _post(line: bytes) -> LabelledPost:
    table = json.loads(line)
    labels = tuple(Label(label["rule"], label["at"] or "") for label in table["labels"])
    return LabelledPost(line, table["id"], table["text"], labels, frozenset(table["also"]))


def _staff() -> Roll:
    with (FOLDER / "staff.csv").open(encoding="utf-8", newline="") as file:
        rows: Sequence[dict[str, str]] = list(csv.DictReader(file))
    return Roll.of(
        PupilName(number, row["Forename"], row["Surname"]) for number, row in enumerate(rows)
    )
