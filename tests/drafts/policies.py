"""Policies in force that hold exactly the rules a test is about."""

from collections.abc import Mapping
from datetime import date
from itertools import count

from django.utils import timezone

from policy.actions import steps, versions
from policy.engine import Option
from policy.models import Clause, ClauseRule, PolicyVersion
from policy.workflow import Verb
from schoolsocial.accounts.models import School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from tests.cast import make_person

_numbers = count(1)  # rules are remembered by title, too, and ids begin anew between tests

Rules = Mapping[str, tuple[str, Mapping[str, Option]]]


def adopt(school: School, rules: Rules) -> PolicyVersion:
    """A first version in force: ``{"mention": ("warn", {"dismissed_by": "slt"})}``."""
    keeper = make_person(school, Role.ADMIN)
    with scope.school(school.pk):
        version = versions.start_blank(
            school=school, title=f"Policy {next(_numbers)}", by=keeper, now=timezone.now()
        )
        for position, (rule, (severity, options)) in enumerate(rules.items(), start=1):
            clause = Clause.objects.create(
                school=school,
                version=version,
                number=str(position),
                text=f"What {rule} is about.",
                position=position,
            )
            ClauseRule.objects.create(
                school=school, clause=clause, rule=rule, severity=severity, options=dict(options)
            )
        steps.take(
            version,
            Verb.ADOPT,
            by=keeper,
            now=timezone.now(),
            ratified_on=date(2020, 7, 1),
            minute_reference="On paper",
            in_force_from=date(2020, 9, 1),
            review_on=date(2030, 9, 1),
        )
    return version
