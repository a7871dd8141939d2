"""The policy in force, as a page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from policy.findings import Severity
from policy.models import Clause, PolicyVersion
from policy.rules import BY_ID

MEANING = {
    Severity.BLOCK: "stops a post",
    Severity.WARN: "asks for a reason",
    Severity.NOTE: "says so",
}


@dataclass(frozen=True, slots=True)
class EnforcedBy:
    """A rule that runs for a clause: what it looks for, and what it then does."""

    title: str
    severity: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause with its rules; ``heading`` only where it differs from the clause before."""

    number: str
    heading: str
    text: str
    rules: tuple[EnforcedBy, ...]


def clause_rows(version: PolicyVersion) -> Iterator[ClauseRow]:
    """The clauses in order."""
    heading = ""
    for clause in version.clauses.order_by("position").prefetch_related("rules"):
        new = clause.heading if clause.heading != heading else ""
        heading = clause.heading
        yield ClauseRow(clause.number, new, clause.text, _rules_of(clause))


def _rules_of(clause: Clause) -> tuple[EnforcedBy, ...]:
    return tuple(
        EnforcedBy(BY_ID[row.rule].TITLE, row.severity, MEANING[Severity(row.severity)])
        for row in clause.rules.all()
    )
