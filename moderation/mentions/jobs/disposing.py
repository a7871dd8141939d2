"""Every night: what others wrote is let go of when its time is over."""

from datetime import datetime

from moderation.mentions.letting_go import let_go
from moderation.mentions.queries import keeping
from schoolsocial.accounts.models import School
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope


def dispose(now: datetime) -> int:
    """Let go of all that has had its time, school by school; of how many."""
    return sum(_of_school(school, now) for school in School.objects.order_by("pk"))


def _of_school(school: School, now: datetime) -> int:
    with scope.school(school.pk):
        number = let_go(keeping.time_is_over(school, now), now)
        if number:
            audit.record(
                school_id=school.pk,
                by=None,
                verb="mentions.let_go",
                subject=school,
                details={"number": number},
                at=now,
            )
    return number
