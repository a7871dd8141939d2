"""When an audit begins: when somebody asks, when the policy has changed, or after a month."""

from datetime import datetime, timedelta

from django.utils import timezone

from moderation.catalogue.models import Audit, Tweet
from policy.models import PolicyVersion
from policy.queries import NoPolicy, version_in_force
from policy.queries.versions import counting
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope

A_MONTH = timedelta(days=30)


def begin(school: School, by: Person | None, now: datetime) -> Audit | None:
    """An audit of all that is live, in whoever's transaction; None where one is under way or
    nothing is live. Raises ``policy.queries.NoPolicy``.
    """
    version = version_in_force(school, timezone.localdate(now))
    School.objects.select_for_update(of=("self",), no_key=True).get(pk=school.pk)
    total = Tweet.objects.filter(school=school).live().count()
    if not total or Audit.objects.filter(school=school, finished_at=None).exists():
        return None
    begun = Audit.objects.create(
        school=school,
        version=version,
        day=timezone.localdate(now),
        started_by=by,
        started_at=now,
        total=total,
    )
    audit.record(
        school_id=school.pk,
        by=by.pk if by else None,
        verb="audit.started",
        subject=begun,
        details={"posts": total, "policy": version.number},
        at=now,
    )
    return begun


def begin_due(now: datetime) -> int:
    """Begin the audits whose time has come, in every school; how many."""
    begun = 0
    for school in School.objects.order_by("pk"):
        with scope.school(school.pk):
            version = counting(school, timezone.localdate(now))
            if version is not None and _is_due(school, version, now):
                begun += _begin(school, now)
    return begun


def _begin(school: School, now: datetime) -> bool:
    try:
        return begin(school, None, now) is not None
    except NoPolicy:
        return False


def _is_due(school: School, version: PolicyVersion, now: datetime) -> bool:
    last = Audit.objects.filter(school=school).latest_first().first()
    if last is None:
        return True
    return last.version_id != version.pk or now - last.started_at > A_MONTH
