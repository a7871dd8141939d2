"""The version being prepared, its clauses and their rules, as the pages for writing show them."""

import re
from dataclasses import dataclass
from typing import Any

from policy.engine import defaults
from policy.forms.clauses import TitleForm
from policy.models import Clause, ClauseRule, PolicyVersion
from policy.presenters.document import ClauseRow, EnforcedBy, clause_rows, enforced_by
from policy.rules import BY_ID, RULES

_LAST_NUMBER = re.compile(r"(\d+)$")


@dataclass(frozen=True, slots=True)
class EditPage:
    """All clauses of a draft."""

    version: PolicyVersion
    clauses: tuple[ClauseRow, ...]
    title: TitleForm
    problem: str


@dataclass(frozen=True, slots=True)
class OtherRule:
    """A rule that does not enforce this clause; ``clause`` is the number of the one it does."""

    rule: str
    title: str
    help: str
    clause: str


@dataclass(frozen=True, slots=True)
class ClausePage:
    """A clause with its rules and the rules it could have; ``problem`` is why it was not saved."""

    clause: Clause
    version: PolicyVersion
    rules: tuple[EnforcedBy, ...]
    others: list[OtherRule]
    problem: str


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule on a clause; ``runs`` where it enforces the clause already."""

    clause: Clause
    version: PolicyVersion
    rule: str
    title: str
    help: str
    runs: bool


def page(version: PolicyVersion, *, title: TitleForm | None, problem: str) -> EditPage:
    return EditPage(
        version=version,
        clauses=clause_rows(version),
        title=title or TitleForm(initial={"title": version.title, "revision": version.revision}),
        problem=problem,
    )


def clause_page(clause: Clause, *, problem: str) -> ClausePage:
    rows = ClauseRule.objects.filter(clause__version=clause.version_id).select_related("clause")
    taken = {row.rule: row.clause for row in rows}
    others = [
        OtherRule(
            one.ID,
            str(one.TITLE),
            str(one.HELP),
            taken[one.ID].number if one.ID in taken else "",
        )
        for one in sorted(RULES, key=lambda one: str(one.TITLE))
        if one.ID not in taken or taken[one.ID].pk != clause.pk
    ]
    return ClausePage(clause, clause.version, enforced_by(clause.rules.all()), others, problem)


def rule_page(clause: Clause, rule: str) -> RulePage:
    runs = clause.rules.filter(rule=rule).exists()
    known = BY_ID[rule]
    return RulePage(clause, clause.version, rule, str(known.TITLE), str(known.HELP), runs)


def as_written(clause: Clause) -> dict[str, Any]:
    """The clause as its form begins with."""
    names = ("revision", "number", "heading", "text", "note")
    return {name: getattr(clause, name) for name in names}


def as_set(clause: Clause, rule: str) -> dict[str, Any]:
    """The rule as its form begins with: as it is set, or with its defaults."""
    row = clause.rules.filter(rule=rule).first()
    set_now = {"severity": row.severity, **row.options} if row else {"severity": "warn"}
    return {"revision": clause.revision, **defaults(rule), **set_now}


def next_clause(version: PolicyVersion) -> dict[str, str]:
    """The number and heading that probably come next."""
    last = version.clauses.order_by("position", "pk").last()
    if last is None:
        return {"number": "1"}
    number = _LAST_NUMBER.sub(lambda found: str(int(found.group()) + 1), last.number)
    return {"number": number if number != last.number else "", "heading": last.heading}
