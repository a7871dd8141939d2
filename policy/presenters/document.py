"""A version of the policy, clause by clause, as a page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from policy.engine import UnknownRule
from policy.findings import Severity
from policy.models import Clause, ClauseRule, PolicyVersion
from policy.option_words import sentences
from policy.packs import By
from policy.rules import BY_ID, LOOK_AT_NO_POST

_MEANING = {
    Severity.BLOCK: "stops a post",
    Severity.WARN: "asks for a reason",
    Severity.NOTE: "only reminds",
}


@dataclass(frozen=True, slots=True)
class EnforcedBy:
    """A rule that runs for a clause: what it looks for, what it then does, how it is set."""

    rule: str
    title: str
    severity: str
    meaning: str
    settings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause with its rules; ``heading`` only where it differs from the clause before.

    ``kept`` says in sentences what keeps it beside rules and people: a setting, a recorded step.
    """

    pk: int
    number: str
    heading: str
    text: str
    note: str
    revision: int
    rules: tuple[EnforcedBy, ...]
    kept: tuple[str, ...]


def clause_rows(version: PolicyVersion) -> Iterator[ClauseRow]:
    """The clauses in order."""
    heading = ""
    for clause in version.clauses.order_by("position", "pk").prefetch_related("rules"):
        new = clause.heading if clause.heading != heading else ""
        heading = clause.heading
        yield ClauseRow(
            clause.pk,
            clause.number,
            new,
            clause.text,
            clause.note,
            clause.revision,
            enforced_by(clause),
            tuple(way["what"] for way in clause.enforced if way["by"] != By.STATEMENT),
        )


def enforced_by(clause: Clause) -> tuple[EnforcedBy, ...]:
    """The clause's rules, by their names."""
    rows = (_enforced(row) for row in clause.rules.all())
    return tuple(sorted(rows, key=lambda one: one.title))


def meaning(row: ClauseRule) -> str:
    """What the rule does to a post that breaks the clause."""
    if row.rule in LOOK_AT_NO_POST:
        return "looks at no post"
    return _MEANING[Severity(row.severity)]


def _enforced(row: ClauseRule) -> EnforcedBy:
    if row.rule not in BY_ID:
        raise UnknownRule(row.rule)
    return EnforcedBy(
        row.rule,
        BY_ID[row.rule].TITLE,
        row.severity,
        meaning(row),
        tuple(sentences(row.rule, row.options).values()),
    )
