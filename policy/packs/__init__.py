"""Policies of real schools, ready to adopt: numbered clauses in the school's own words, each
with the rules that enforce it and what else does. One TOML file a pack, beside this one.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from policy.engine import RuleSet, RuleSetting, Severity, UnknownRule, defaults

_FOLDER = Path(__file__).parent
_PROOF = re.compile(r"tests/[\w/]+\.py::test_\w+")


class PackError(ValueError):
    """A pack file says something that cannot be followed; the text says where and what."""


class By(StrEnum):
    """What keeps a clause beside a rule."""

    SETTING = "setting"  # the software is built or set so
    DECLARATION = "declaration"  # a person declares it, and that is recorded
    PROCESS = "process"  # a step people take in the software, and that is recorded
    STATEMENT = "statement"  # people alone


@dataclass(frozen=True)
class Enforcement:
    """What keeps a clause beside its rules: `what` in a sentence, and the test that proves it.

    `point` and `answer` name the question of the set-up that settled it, where one did.
    """

    by: By
    what: str
    proof: str = ""
    point: str = ""
    answer: str = ""

    def as_json(self) -> dict[str, str]:
        """As `Clause.enforced` keeps it."""
        kept = {"by": self.by.value, "what": self.what, "proof": self.proof}
        return {**kept, "point": self.point, "answer": self.answer} if self.point else kept


@dataclass(frozen=True)
class PackClause:
    """One numbered sentence of the policy. `note` is ours: how the rules read the clause.

    `requirements` are the lines of the seed policies' table that it fulfils ("S5").
    """

    number: str
    heading: str
    text: str
    note: str
    rules: tuple[RuleSetting, ...]
    enforced: tuple[Enforcement, ...] = ()
    requirements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pack:
    """A whole policy. `established` and `review` are its own words, the dates our reading.

    `remarks` are what the policy gets wrong or leaves open, for the school to settle.
    """

    slug: str
    school: str
    title: str
    established: str
    established_on: date
    review: str
    review_on: date
    remarks: tuple[str, ...]
    clauses: tuple[PackClause, ...]

    def ruleset(self, version: int) -> RuleSet:
        """The pack's rules in the order of its clauses, as that version of the policy."""
        settings = tuple(rule for clause in self.clauses for rule in clause.rules)
        return RuleSet(self.title, version, settings)


def slugs() -> tuple[str, ...]:
    """Names of the packs there are, in alphabetical order."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


@cache
def load(slug: str) -> Pack:
    """The pack of that name. Raises `PackError` when there is none or it is faulty."""
    if slug not in slugs():
        raise PackError(f"There is no pack “{slug}”. The packs are: {', '.join(slugs())}.")
    return parse((_FOLDER / f"{slug}.toml").read_text(encoding="utf-8"), slug)


def parse(written: str, slug: str) -> Pack:
    """Read a pack from the text of its TOML file. Raises `PackError`."""
    try:
        table = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{slug}.toml is not valid TOML: {error}.") from error
    place = f"{slug}.toml"
    clauses = tuple(_clause(clause, place) for clause in table.get("clauses", ()))
    _refuse_repeats([clause.number for clause in clauses], "clause", place)
    _refuse_repeats([rule.rule for clause in clauses for rule in clause.rules], "rule", place)
    return Pack(
        slug=slug,
        school=_text(table, "school", place),
        title=_text(table, "title", place),
        established=_text(table, "established", place),
        established_on=_date(table, "established_on", place),
        review=_text(table, "review", place),
        review_on=_date(table, "review_on", place),
        remarks=tuple(table.get("remarks", ())),
        clauses=clauses,
    )


def _clause(table: Mapping[str, Any], place: str) -> PackClause:
    number, text = _text(table, "number", place), _text(table, "text", place)
    place = f"{place}, clause {number}"
    return PackClause(
        number=number,
        heading=_text(table, "heading", place),
        text=text,
        note=str(table.get("note", "")),
        rules=tuple(_setting(rule, number, text, place) for rule in table.get("rules", ())),
        enforced=tuple(_enforcement(each, place) for each in table.get("enforced", ())),
        requirements=tuple(str(table.get("requirement", "")).split()),
    )


def _enforcement(table: Mapping[str, Any], place: str) -> Enforcement:
    by, what = _text(table, "by", place), _text(table, "what", place)
    if by not in list(By):
        allowed = ", ".join(By)
        raise PackError(f"{place}: “{by}” is no way of enforcing; those are: {allowed}.")
    proof = str(table.get("proof", ""))
    if by == By.STATEMENT and proof:
        raise PackError(f"{place}: a statement is kept by people; no test can prove it.")
    if by != By.STATEMENT and not _PROOF.fullmatch(proof):
        raise PackError(f"{place}: “{what}” needs a proof like tests/policy/test_x.py::test_y.")
    point, answer = str(table.get("point", "")), str(table.get("answer", ""))
    return Enforcement(By(by), what, proof, point, answer)


def _setting(table: Mapping[str, Any], number: str, text: str, place: str) -> RuleSetting:
    rule = _text(table, "rule", place)
    severity = _text(table, "severity", place)
    if severity not in list(Severity):
        allowed = ", ".join(Severity)
        raise PackError(f"{place}: the severity “{severity}” is none of {allowed}.")
    options = table.get("options", {})
    _check_options(rule, options, place)
    return RuleSetting(rule, Severity(severity), number, text, options)


def _check_options(rule: str, options: Mapping[str, Any], place: str) -> None:
    try:
        allowed = defaults(rule)
    except UnknownRule as error:
        raise PackError(f"{place}: {error}") from error
    for name, value in options.items():
        if name not in allowed:
            names = ", ".join(allowed)
            raise PackError(f"{place}: {rule} has no option “{name}”. Its options are: {names}.")
        if type(value) is not type(allowed[name]):
            kind = type(allowed[name]).__name__
            raise PackError(f"{place}: the option {name} of {rule} is {value!r} and not a {kind}.")


def _text(table: Mapping[str, Any], key: str, place: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise PackError(f"{place}: “{key}” is missing or is not a text.")
    return value.strip()


def _date(table: Mapping[str, Any], key: str, place: str) -> date:
    value = table.get(key)
    if not isinstance(value, date):
        raise PackError(f"{place}: “{key}” is missing or is not a date like 2019-12-01.")
    return value


def _refuse_repeats(names: list[str], what: str, place: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise PackError(f"{place}: the {what} “{name}” stands there more than once.")
