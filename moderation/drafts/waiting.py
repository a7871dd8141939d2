"""How long a draft may wait for a decision before people are asked again."""

from datetime import datetime, timedelta

from moderation.drafts import school_time, wall_clock
from moderation.drafts.models import Post
from moderation.drafts.school_time import SchoolDays

BEFORE_ITS_TIME = timedelta(hours=3)
"""So long before the time its author wished for the leaders are asked, whatever the hour."""
EMERGENCY = timedelta(minutes=10)


def clock(post: Post, now: datetime) -> dict[str, object]:
    """What to set on a draft that begins to wait: when it is due, and nobody reminded yet."""
    return {"review_due_at": _due(post, now), "reminded_at": None, "escalated_at": None}


def to_remind(post: Post, days: SchoolDays, now: datetime) -> bool:
    """Due, and nobody reminded: in school hours, an emergency notice at any hour."""
    if post.reminded_at is not None or post.review_due_at is None or now < post.review_due_at:
        return False
    return post.kind == Post.Kind.EMERGENCY or days.in_hours(now)


def to_escalate(post: Post, days: SchoolDays, now: datetime) -> bool:
    """Its wished time is near, or a reminder has waited as long again."""
    if post.escalated_at is not None:
        return False
    wish = _wish(post)
    if wish is not None and wish - BEFORE_ITS_TIME <= now < wish:
        return not _sent_so_late(post, wish)
    if post.reminded_at is None or now < _due(post, post.reminded_at, days):
        return False
    return post.kind == Post.Kind.EMERGENCY or days.in_hours(now)


def _due(post: Post, since: datetime, days: SchoolDays | None = None) -> datetime:
    if post.kind == Post.Kind.EMERGENCY:
        return since + EMERGENCY
    known = days or school_time.school_days(post.school)
    return school_time.after(since, post.school.review_hours, known.includes)


def _wish(post: Post) -> datetime | None:
    """The moment of the time wished for; None where there is none or it can be two."""
    try:
        return wall_clock.to_utc(post.wall_time) if post.wall_time else None
    except wall_clock.ClockChange:
        return None


def _sent_so_late(post: Post, wish: datetime) -> bool:
    """Whether it was sent for approval so shortly before its time that the first mail is enough."""
    late = wish - BEFORE_ITS_TIME / 2
    return post.submitted_at is not None and post.submitted_at > late
