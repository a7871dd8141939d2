"""What governors said, saw and asked for."""

from collections import Counter, defaultdict
from datetime import datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from schoolsocial.accounts.models import School
from schoolsocial.accounts.school_time import LONDON
from schoolsocial.governance.models import Comment, FollowUp, Visit
from schoolsocial.governance.periods import Period

MOST = 50
MOST_REPORTED = 500


def comments(school: School, indicator: str) -> list[Comment]:
    """About one indicator, the latest first."""
    rows = Comment.objects.filter(school=school, indicator=indicator).select_related("by")
    return list(rows.order_by("-id")[:MOST])


def follow_ups(school: School, indicator: str) -> list[FollowUp]:
    """About one indicator: those to be done first, then the latest settled."""
    rows = FollowUp.objects.filter(school=school, indicator=indicator)
    rows = rows.select_related("asked_by", "done_by")
    settled = rows.filter(done_at__isnull=False).order_by("-done_at", "-id")
    return [*rows.open()[:MOST], *settled[:MOST]]


def said_in(school: School, period: Period) -> dict[str, list[Comment]]:
    """The comments of a period by indicator, the first first."""
    rows = Comment.objects.filter(school=school, at__range=_moments(period)).select_related("by")
    found = defaultdict[str, list[Comment]](list)
    for comment in rows.order_by("-id")[:MOST_REPORTED][::-1]:
        found[comment.indicator].append(comment)
    return found


def asked_by(school: School, period: Period) -> dict[str, list[FollowUp]]:
    """What was asked for in a period or settled in it, or asked before and still to be done."""
    first, last = span = _moments(period)
    rows = FollowUp.objects.filter(school=school, asked_at__lte=last)
    rows = rows.filter(Q(asked_at__gte=first) | Q(done_at__range=span) | Q(done_at=None))
    found = defaultdict[str, list[FollowUp]](list)
    for one in rows.select_related("done_by").order_by("-due_on", "-id")[:MOST_REPORTED][::-1]:
        found[one.indicator].append(one)
    return found


def _moments(period: Period) -> tuple[datetime, datetime]:
    """Its first moment and its last, in London."""
    after = datetime.combine(period.ends_on + timedelta(days=1), time(), LONDON)
    return datetime.combine(period.starts_on, time(), LONDON), after - timedelta(microseconds=1)


def open_follow_ups(school: School) -> Counter[str]:
    """How many are to be done, by indicator."""
    rows = FollowUp.objects.filter(school=school, done_at=None).values_list("indicator")
    return Counter(dict(rows.annotate(n=Count("pk")).order_by()))


def visits(school: School) -> list[Visit]:
    """Visits and reviews, the latest first."""
    return list(all_visits(school)[:MOST])


def all_visits(school: School) -> QuerySet[Visit]:
    """All of them."""
    rows = Visit.objects.filter(school=school).select_related("recorded_by")
    return rows.order_by("-held_on", "-id")
