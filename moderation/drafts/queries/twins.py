"""Posts of an account that may say the same as a draft."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q

from moderation.drafts.models import Post
from moderation.drafts.models.posts import PLANNED
from moderation.drafts.workflow import LIVE, State

REACH = timedelta(days=60)
MOST = 200


class Recent(NamedTuple):
    """What is read of such a post."""

    pk: int
    text: str
    state: str
    posted_at: datetime | None
    scheduled_for: datetime | None
    author_id: int


def recent(post: Post, now: datetime) -> Sequence[Recent]:
    """What the post's account published lately, has in line or in review, the newest first; texts,
    states and moments alone, and `MOST` of them.
    """
    live = Q(state__in=LIVE, posted_at__gte=now - REACH)
    to_come = Q(state__in=[*PLANNED, State.SUBMITTED])
    others = Post.objects.filter(live | to_come, account_id=post.account_id).exclude(pk=post.pk)
    rows = others.order_by("-saved_at", "-id").values_list(*Recent._fields)
    return [Recent(*row) for row in rows[:MOST]]
