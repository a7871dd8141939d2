"""Putting a policy in force."""

from datetime import date, datetime

from django.db import transaction

from policy import packs
from policy.models import Clause, ClauseRule, PolicyVersion
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit


def adopt_pack(
    *,
    school: School,
    slug: str,
    by: Person | None,
    ratified_on: date,
    in_force_from: date,
    review_on: date,
    now: datetime,
) -> PolicyVersion:
    """Record that the governors ratified a pack's wording; it becomes the school's next version."""
    pack = packs.load(slug)
    with transaction.atomic():
        latest = PolicyVersion.objects.filter(school=school).order_by("-number").first()
        version = PolicyVersion.objects.create(
            school=school,
            number=latest.number + 1 if latest else 1,
            pack=slug,
            title=pack.title,
            ratified_on=ratified_on,
            in_force_from=in_force_from,
            review_on=review_on,
        )
        for position, clause in enumerate(pack.clauses):
            _write_clause(version, clause, position)
        audit.record(
            school_id=school.pk,
            by=by.pk if by else None,
            verb="policy.adopted",
            subject=version,
            details={"pack": slug, "number": version.number},
            at=now,
        )
    return version


def _write_clause(version: PolicyVersion, clause: packs.PackClause, position: int) -> None:
    written = Clause.objects.create(
        school=version.school,
        version=version,
        number=clause.number,
        heading=clause.heading[:120],
        text=clause.text,
        position=position,
    )
    ClauseRule.objects.bulk_create(
        ClauseRule(
            school=version.school,
            clause=written,
            rule=rule.rule,
            severity=rule.severity,
            options=dict(rule.options),
        )
        for rule in clause.rules
    )
