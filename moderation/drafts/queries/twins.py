"""Posts of an account that may say the same as a draft."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from moderation.drafts.models import Post
from moderation.drafts.models.posts import PLANNED
from moderation.drafts.workflow import LIVE, State

REACH = timedelta(days=60)
MOST = 200


def recent(post: Post, now: datetime) -> Sequence[Post]:
    """What the post's account published lately, has in line or in review, the newest first; texts,
    states and moments alone, and `MOST` of them.
    """
    live = Q(state__in=LIVE, posted_at__gte=now - REACH)
    to_come = Q(state__in=[*PLANNED, State.SUBMITTED])
    others = Post.objects.filter(live | to_come, account_id=post.account_id).exclude(pk=post.pk)
    fields = ("text", "state", "posted_at", "scheduled_for", "author_id")
    return list(others.only(*fields).order_by("-saved_at", "-id")[:MOST])
