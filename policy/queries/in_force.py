"""The rules in force at a school."""

from datetime import date
from functools import lru_cache

from django.db.models import QuerySet, Subquery
from django.utils.translation import gettext

from policy.engine import RuleSet, RuleSetting
from policy.findings import Severity
from policy.markdown import as_words
from policy.models import ClauseRule, PolicyVersion
from policy.workflow import State
from schoolsocial.accounts.models import School


class NoPolicy(Exception):
    """The school has no policy in force, so nothing can be checked and nothing may go out."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "The school has no ratified policy in force, so nothing can be checked "
                "or sent. Ask the school's administrator to record one."
            )
        )


def rows_in_force(school: School, day: date) -> QuerySet[PolicyVersion]:
    """The version that counts on that day, by its number, so that more may be asked of it."""
    return PolicyVersion.objects.filter(pk=id_in_force(school, day))


def id_in_force(school: School, day: date) -> Subquery:
    """The id of that version."""
    newest = PolicyVersion.objects.filter(school=school).in_force_on(day)
    return Subquery(newest.values("pk")[:1])


def version_in_force(school: School, day: date) -> PolicyVersion:
    """The policy that counts on that day. Raises ``NoPolicy``."""
    version = PolicyVersion.objects.filter(school=school).in_force_on(day).first()
    if version is None:
        raise NoPolicy
    return version


def ruleset_in_force(school: School, day: date) -> RuleSet:
    """That policy's rules, each with the clause it enforces. Raises ``NoPolicy``."""
    return ruleset_of(version_in_force(school, day))


def ruleset_of(version: PolicyVersion) -> RuleSet:
    """The rules of any version; remembered once it is ratified and cannot change."""
    read = _remembered if version.state == State.RATIFIED else _ruleset
    return read(version.pk, version.title, version.number)


@lru_cache(maxsize=256)
def _remembered(version_id: int, title: str, number: int) -> RuleSet:
    return _ruleset(version_id, title, number)


def _ruleset(version_id: int, title: str, number: int) -> RuleSet:
    rules = ClauseRule.objects.filter(clause__version_id=version_id).select_related("clause")
    settings = tuple(
        RuleSetting(
            rule=row.rule,
            severity=Severity(row.severity),
            clause_number=row.clause.number,
            clause_text=as_words(row.clause.text),
            options=row.options,
        )
        for row in rules.order_by("clause__position", "rule")
    )
    return RuleSet(title, number, settings)
