"""Letting go of what somebody wrote: what stays is that there was something, and what it was."""

from datetime import datetime

from moderation.mentions.models import Mention
from moderation.mentions.models.mentions import MentionQuerySet


def let_go(mentions: MentionQuerySet, now: datetime) -> int:
    """Empty these rows for good; how many. One nobody has looked at is deleted: it counts for
    nothing.
    """
    gone, _ = mentions.filter(state=Mention.State.NEW).delete()
    emptied: int = mentions.exclude(state=Mention.State.NEW).update(
        tweet_id="",
        conversation_id="",
        author_id="",
        handle="",
        words=b"",
        pictures=0,
        missing_since=None,
        let_go_at=now,
    )
    return gone + emptied
