"""What posts met with: written down where the school asked for it, and let go with the post.

Called inside the transaction of a job or an action.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from moderation.catalogue.models import Engagement, Keeping, Tweet
from schoolsocial.x.models import Account
from schoolsocial.x.timeline import Metrics

_NUMBERS = ("likes", "reposts", "replies", "quotes", "impressions")


def wanted(school_id: int) -> bool:
    """Whether the school asked for it."""
    return Keeping.objects.filter(school=school_id, reads_engagement=True).exists()


def note(account: Account, told: Mapping[str, Metrics], now: datetime) -> None:
    """The numbers of these posts of the account, by X's ids, in place of those before; nothing
    where the school no longer wants them.
    """
    if not told or not wanted(account.school_id):
        return
    live = Tweet.objects.filter(account=account, tweet_id__in=told).live()
    rows = [
        Engagement(
            school_id=account.school_id,
            tweet=tweet,
            read_at=now,
            **{name: getattr(told[tweet.tweet_id], name) for name in _NUMBERS},
        )
        for tweet in live.order_by("pk")
    ]
    Engagement.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["tweet"],
        update_fields=[*_NUMBERS, "read_at"],
    )


def let_go(tweet_ids: Collection[int]) -> None:
    """Of posts that are gone from X nothing of this stays."""
    Engagement.objects.filter(tweet__in=tweet_ids).delete()
