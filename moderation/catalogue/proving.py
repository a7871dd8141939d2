"""Writing down what a post was before it goes, so that something proves it when it is gone."""

from datetime import datetime

from moderation.catalogue.models import Removal, Tweet
from moderation.catalogue.noting import sha256_of
from schoolsocial.accounts.models import Person


def begin(
    tweet: Tweet, *, why: Removal.Why, since: datetime, by: Person | None, now: datetime
) -> Removal:
    """The proof of the tweet's take-down, unless there is one; inside whoever's transaction."""
    proof, _ = Removal.objects.get_or_create(
        tweet=tweet,
        defaults={
            "school_id": tweet.school_id,
            "why": why,
            "since": min(since, now),
            "asked_by": by,
            "asked_at": now,
            "text_sha256": sha256_of(tweet.words) if tweet.words else tweet.text_sha256,
            "picture_sha256s": _pictures(tweet),
            "next_look_at": now,
        },
    )
    return proof


def _pictures(tweet: Tweet) -> list[str]:
    """Of the files held here, in their places."""
    post = tweet.post
    ours = post.post_photos if post is not None and post.adopted_at is None else None
    rows = (ours or tweet.tweet_pictures).order_by("position")
    return list(rows.values_list("photo__sha256", flat=True))
