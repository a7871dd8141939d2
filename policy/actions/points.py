"""Settling, in the version being prepared, the points on which schools' policies differ."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from policy.actions import drafting, point_clauses, steps
from policy.engine import defaults
from policy.models import Clause, ClauseRule, PolicyVersion
from policy.queries.answers import answered
from policy.rules import BY_ID
from policy.set_up.points import OWN, Choice, Point, Want
from policy.set_up.questions import POINTS
from policy.workflow import NotPossible, State
from schoolsocial.accounts.models import Person


def settle(
    *,
    version: PolicyVersion,
    by: Person,
    answers: Mapping[str, str],
    revision: int,
    now: datetime,
) -> PolicyVersion:
    """Let rules and words of the draft follow these answers; answers by the ids of their points.

    What a point says already is left as it stands. Raises ``steps.ChangedMeanwhile``,
    ``NotPossible``.
    """
    with transaction.atomic():
        version = steps.lock(version)
        if version.state != State.DRAFT:
            raise NotPossible(State(version.state))
        if version.revision != revision:
            raise steps.ChangedMeanwhile
        standing = answered(version)
        for point in POINTS:
            value = answers.get(point.id, OWN)
            if value not in {OWN, standing[point.id]}:
                _settle(version, point, point.choice(value))
        drafting.changed(version, "points_settled", by=by, now=now)
    return version


def _settle(version: PolicyVersion, point: Point, choice: Choice) -> None:
    ours = point_clauses.speaking_only_of(version, point)
    clause = point_clauses.chosen(version, point, choice)
    point_clauses.write(version, clause, point, choice)
    for want in choice.wants:
        _set(version, clause, want)
    rows = ClauseRule.objects.filter(clause__version=version)
    wanted = {want.rule for want in choice.wants}
    rows.filter(rule__in={*point.rules, *choice.drops} - wanted).delete()
    for other in ours:
        if other.pk != clause.pk and not rows.filter(clause=other, rule__in=point.rules).exists():
            _merge(other, into=clause)


def _merge(clause: Clause, *, into: Clause) -> None:
    """Take a clause out that says what no longer holds; rules left in it move."""
    ClauseRule.objects.filter(clause=clause).update(clause=into)
    clause.delete()


def _set(version: PolicyVersion, clause: Clause, want: Want) -> None:
    if want.rule not in BY_ID:
        return
    row = ClauseRule.objects.filter(clause__version=version, rule=want.rule).first()
    if row is None and want.optional:
        return
    if row is None:
        row = ClauseRule(school=version.school, clause=clause, rule=want.rule)
    row.severity = row.severity if want.optional else want.severity
    row.options = {**defaults(want.rule), **row.options, **want.options}
    row.save()
