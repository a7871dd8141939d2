"""What has to come down, and what did."""

from django.db.models import F, QuerySet

from moderation.drafts.models import Takedown
from schoolsocial.accounts.models import School

MOST = 200


def to_do(school: School) -> QuerySet[Takedown]:
    """Open ones, the soonest due first."""
    return _of(school).filter(done_at=None).order_by("due_at", "id")[:MOST]


def open_posts(school: School) -> int:
    """How many posts have to come down."""
    open_ones = Takedown.objects.filter(school=school, done_at=None)
    return open_ones.values("post").distinct().count()


def done(school: School) -> QuerySet[Takedown]:
    """Those that are done, the latest first."""
    return _of(school).exclude(done_at=None).order_by("-done_at", "-id")[:50]


def everything(school: School) -> QuerySet[Takedown]:
    """Those to do, the soonest due first, then those that are done, the latest first."""
    rows = Takedown.objects.filter(school=school).select_related("post__account")
    return rows.order_by(F("done_at").desc(nulls_first=True), "due_at", "id")


def _of(school: School) -> QuerySet[Takedown]:
    rows: QuerySet[Takedown] = Takedown.objects.filter(school=school)
    return rows.select_related("post__account", "pupil").prefetch_related(
        "post__post_photos__photo"
    )
