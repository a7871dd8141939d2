"""Policies in force that say something of followers, or nothing."""

from itertools import count
from typing import Any

from django.utils import timezone

from policy.actions import enforcement
from policy.engine import Severity
from policy.models import Clause, PolicyVersion
from policy.rules.follower_checks import ID
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from tests.cast import make_person
from tests.drafts.policies import adopt
from tests.policy.versions import begin_next, ratify

_numbers = count(1)  # rules are remembered by title, too, and ids begin anew between tests


def wants(school: School, **options: Any) -> PolicyVersion:
    """From now on the policy in force says so of followers."""
    latest = _latest(school)
    if latest is None:
        return adopt(school, {ID: ("note", options)})
    leader, governor = make_person(school, Role.SLT), make_person(school, Role.GOVERNOR)
    return ratify(drafted(latest, leader, **options), leader, governor)


def silent(school: School) -> PolicyVersion:
    """From now on the policy in force says nothing of how followers are looked at."""
    latest = _latest(school)
    if latest is None:
        return adopt(school, {"length": ("block", {})})
    leader, governor = make_person(school, Role.SLT), make_person(school, Role.GOVERNOR)
    draft = begin_next(latest, leader)
    with scope.school(school.pk):
        _renamed(draft)
        clause = Clause.objects.get(version=draft, rules__rule=ID)
        clause.rules.filter(rule=ID).delete()
    return ratify(draft, leader, governor)


def drafted(version: PolicyVersion, by: Person, **options: Any) -> PolicyVersion:
    """A draft of the next version, with other options."""
    draft = begin_next(version, by)
    with scope.school(draft.school_id):
        _renamed(draft)
        clause = Clause.objects.get(version=draft, rules__rule=ID)
        enforcement.set_rule(
            clause=clause,
            by=by,
            rule=ID,
            severity=Severity.NOTE,
            options=options,
            revision=clause.revision,
            now=timezone.now(),
        )
    return draft


def _renamed(draft: PolicyVersion) -> None:
    PolicyVersion.objects.filter(pk=draft.pk).update(title=f"Next policy {next(_numbers)}")


def _latest(school: School) -> PolicyVersion | None:
    with scope.school(school.pk):
        return PolicyVersion.objects.filter(school=school).ratified().order_by("-number").first()
