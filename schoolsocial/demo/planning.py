"""What the demo's schools plan ahead: weekly slots, and a library of online-safety messages."""

from datetime import datetime, time

from moderation.drafts.actions import safety, slots
from moderation.drafts.models import WeeklySlot
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy import scope

WEEK = ((0, time(15, 30)), (2, time(12, 15)), (4, time(9)))
"""Mondays after school, Wednesdays at lunch, Fridays in the morning."""


def plan(school: School, now: datetime) -> None:
    """Once; what somebody changed in the demo stays as they left it."""
    with scope.school(school.pk):
        if WeeklySlot.objects.exists():
            return
        leader = _leader()
        account = school.accounts.present().by_kind().select_related("school").first()
        if leader is None or account is None:
            return
        for weekday, at in WEEK:
            slots.add(
                account=account, weekday=weekday, at=at, school_days_only=True, by=leader, now=now
            )
        safety.stock(school=school, by=leader, now=now)


def _leader() -> Person | None:
    able = Membership.objects.able_to(Permission.PLAN_POSTS).select_related("person")
    found = able.order_by("pk").first()
    return found.person if found else None
