"""Readings of whom an account follows."""

from django.db.models import QuerySet

from moderation.drafts.queries.pages import Page, page
from moderation.following.models import FollowingReading
from schoolsocial.accounts.models import School


def listed(school: School, cursor: str) -> Page[FollowingReading]:
    """One page, the latest first."""
    return page(all_of(school), by="began_at", cursor=cursor, newest_first=True)


def all_of(school: School) -> QuerySet[FollowingReading]:
    """All of them, the latest first."""
    rows = FollowingReading.objects.filter(school=school).select_related("account", "asked_by")
    return rows.order_by("-began_at", "-id")


def latest_whole(school: School) -> list[FollowingReading]:
    """The latest reading to its end of each account."""
    rows = FollowingReading.objects.filter(school=school, outcome="done")
    latest = rows.order_by("account_id", "-began_at", "-pk").distinct("account_id")
    return list(latest.select_related("account"))


def any_under_way(school: School) -> bool:
    return FollowingReading.objects.filter(school=school).under_way().exists()
