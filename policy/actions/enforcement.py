"""Choosing the rules that enforce a clause of the version being prepared."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from policy import option_values
from policy.actions import drafting
from policy.engine import Option, Severity, defaults
from policy.models import Clause, ClauseRule
from schoolsocial.accounts.models import Person


class RuleElsewhere(Exception):
    """A rule is set once in a version, so that its findings quote one clause."""

    def __init__(self, number: str) -> None:
        super().__init__(
            gettext(
                "This rule stands in clause {number} already. Change it there, or remove "
                "it there first."
            ).format(number=number)
        )


class WrongOption(ValueError):
    """An option the rule does not take, or a value it could not read."""


def set_rule(
    *,
    clause: Clause,
    by: Person,
    rule: str,
    severity: Severity,
    options: Mapping[str, Option],
    revision: int,
    now: datetime,
) -> ClauseRule:
    """Let the rule enforce the clause, with this severity; options left out get the rule's
    defaults.

    Raises ``RuleElsewhere``, ``WrongOption``, ``UnknownRule``, ``steps.ChangedMeanwhile``,
    ``NotPossible``.
    """
    chosen = _complete(rule, options)
    with transaction.atomic():
        version, clause = drafting.held_clause(clause, revision)
        elsewhere = ClauseRule.objects.filter(clause__version=version, rule=rule)
        other = elsewhere.exclude(clause=clause).select_related("clause").first()
        if other is not None:
            raise RuleElsewhere(other.clause.number)
        row, _ = ClauseRule.objects.update_or_create(
            school=version.school,
            clause=clause,
            rule=rule,
            defaults={"severity": severity, "options": chosen},
        )
        _count(clause)
        drafting.changed(version, "rule_set", by=by, now=now)
    return row


def remove_rule(*, clause: Clause, by: Person, rule: str, revision: int, now: datetime) -> None:
    """The rule enforces the clause no longer.

    Raises ``steps.ChangedMeanwhile``, ``NotPossible``.
    """
    with transaction.atomic():
        version, clause = drafting.held_clause(clause, revision)
        ClauseRule.objects.filter(clause=clause, rule=rule).delete()
        _count(clause)
        drafting.changed(version, "rule_removed", by=by, now=now)


def _complete(rule: str, options: Mapping[str, Option]) -> dict[str, Option]:
    """All options of the rule: a default that we change later changes no policy."""
    known = defaults(rule)
    for name, value in options.items():
        problem = option_values.problem(rule, name, value)
        if problem:
            raise WrongOption(problem)
    return {**known, **options}


def _count(clause: Clause) -> None:
    clause.revision += 1
    clause.save(update_fields=["revision"])
