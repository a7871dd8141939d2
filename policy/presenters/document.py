"""A version of the policy, clause by clause, as a page shows it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from policy.engine import UnknownRule
from policy.findings import Severity
from policy.models import Clause, ClauseRule, PolicyVersion
from policy.option_words import sentences
from policy.packs import By
from policy.rules import BY_ID, LOOK_AT_NO_POST
from policy.workflow import State
from schoolsocial.words import Words

_MEANING = {
    Severity.BLOCK: _("stops a post"),
    Severity.WARN: _("asks for a reason"),
    Severity.NOTE: _("only reminds"),
}


@dataclass(frozen=True, slots=True)
class EnforcedBy:
    """A rule that runs for a clause: what it looks for, what it then does, how it is set."""

    rule: str
    title: str
    severity: str
    meaning: Words
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


def clause_rows(version: PolicyVersion) -> tuple[ClauseRow, ...]:
    """The clauses in order; remembered once the version is ratified and cannot change."""
    if version.state == State.RATIFIED:
        return _remembered(version.pk, version.created_at, version.revision, get_language())
    return _rows(version.pk)


def enforced_by(rules: Iterable[ClauseRule]) -> tuple[EnforcedBy, ...]:
    """A clause's rules, by their names."""
    return tuple(sorted(map(_enforced, rules), key=lambda one: one.title))


def meaning(row: ClauseRule) -> Words:
    """What the rule does to a post that breaks the clause."""
    if row.rule in LOOK_AT_NO_POST:
        return gettext("looks at no post")
    return _MEANING[Severity(row.severity)]


def _enforced(row: ClauseRule) -> EnforcedBy:
    if row.rule not in BY_ID:
        raise UnknownRule(row.rule)
    return EnforcedBy(
        row.rule,
        str(BY_ID[row.rule].TITLE),
        row.severity,
        meaning(row),
        tuple(sentences(row.rule, row.options).values()),
    )


@lru_cache(maxsize=128)
def _remembered(
    version_id: int, _created_at: datetime, _revision: int, _language: str | None
) -> tuple[ClauseRow, ...]:
    """What is remembered is of exactly these words: each change to them makes a new revision; and
    what the rules do is said in a language."""
    return _rows(version_id)


def _rows(version_id: int) -> tuple[ClauseRow, ...]:
    rules = defaultdict[int, list[ClauseRule]](list)
    for rule in ClauseRule.objects.filter(clause__version_id=version_id):
        rules[rule.clause_id].append(rule)
    clauses = Clause.objects.filter(version_id=version_id).order_by("position", "pk")
    rows: list[ClauseRow] = []
    heading = ""
    for clause in clauses:
        new, heading = clause.heading if clause.heading != heading else "", clause.heading
        rows.append(_row(clause, new, rules[clause.pk]))
    return tuple(rows)


def _row(clause: Clause, heading: str, rules: list[ClauseRule]) -> ClauseRow:
    return ClauseRow(
        clause.pk,
        clause.number,
        heading,
        clause.text,
        clause.note,
        clause.revision,
        enforced_by(rules),
        tuple(way["what"] for way in clause.enforced if way["by"] != By.STATEMENT),
    )
