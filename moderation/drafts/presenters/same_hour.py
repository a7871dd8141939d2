"""What else goes out in the hour for which a post is planned: a few readers follow one after the
other, many see only the last.
"""

from datetime import UTC, datetime, timedelta

from django.utils.translation import ngettext

from moderation.drafts.models import Post
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.wall_clock import LONDON
from moderation.drafts.workflow import State

ON_ITS_WAY = frozenset({State.SCHEDULED, State.SENDING, State.BY_HAND, State.IN_HAND})


def clash(post: Post, at: datetime | None, visible: PostQuerySet) -> str:
    """That others of the ``visible`` posts go out in that hour; empty where none does, or the post
    has no hour yet. A thread is one.
    """
    if at is None:
        return ""
    starts = hour_of(at)
    others = visible.exclude(pk=post.pk).filter(
        state__in=ON_ITS_WAY,
        scheduled_for__gte=starts,
        scheduled_for__lt=starts + timedelta(hours=1),
    )
    if post.thread_id:
        others = others.exclude(thread=post.thread_id)
    many = others.threads_as_one().count()
    if not many:
        return ""
    start, end = hour_as_read(at)
    return ngettext(
        "Another post goes out between {start} and {end}. Perhaps choose another time.",
        "{posts} other posts go out between {start} and {end}. Perhaps choose another time.",
        many,
    ).format(posts=many, start=start, end=end)


def hour_of(at: datetime) -> datetime:
    """Hours as they pass, so that the two of an autumn night are not taken for one."""
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def hour_as_read(at: datetime) -> tuple[str, str]:
    """The first and the last minute of the hour on the school's wall."""
    hour = f"{at.astimezone(LONDON):%H}"
    return f"{hour}:00", f"{hour}:59"
