"""Writing down what X or an archive shows of an account, the same whoever looked.

Called inside the transaction of an action or a job, which leaves the audit event.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest

from moderation.catalogue import noting_media
from moderation.catalogue.models import Tweet
from moderation.drafts.models import Post
from schoolsocial.x.models import Account
from schoolsocial.x.timeline import Media, posted_at

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Seen:
    """One post as a timeline or an archive shows it; ``text`` plain, t.co links expanded.

    ``media`` is what a timeline tells of its pictures; an archive tells nothing of them.
    """

    tweet_id: str
    text: str
    kind: str = Tweet.Kind.POST
    pictures_on_x: int = 0
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """How these posts were seen: ``at`` is now for a timeline, the day an archive was made."""

    source: Tweet.Source
    at: datetime


def note(*, account: Account, seen: Sequence[Seen], look: Look) -> list[Tweet]:
    """Write down these posts of the account, each once however often it is seen; the new ones, the
    oldest first.

    One that had gone missing before the look is there again. A post of the ledger is linked.
    """
    ids = [one.tweet_id for one in seen]
    known = set(Tweet.objects.filter(tweet_id__in=ids).values_list("tweet_id", flat=True))
    ours = {post.tweet_id: post for post in Post.objects.filter(account=account, tweet_id__in=ids)}
    fresh = [
        _row(account, one, ours.get(one.tweet_id), look)
        for one in seen
        if one.tweet_id not in known
    ]
    Tweet.objects.bulk_create(fresh, batch_size=AT_ONCE, ignore_conflicts=True)
    _seen_again(account, ids, look.at)
    noting_media.note(account, {one.tweet_id: one.media for one in seen if one.media}, look.at)
    new_ids = [row.tweet_id for row in fresh]
    new = Tweet.objects.filter(tweet_id__in=new_ids).select_related("post")
    return list(new.order_by("posted_at", "id"))


def sha256_of(text: str) -> str:
    """What is kept of words after they are gone: the SHA-256 of their UTF-8, as hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _row(account: Account, one: Seen, post: Post | None, look: Look) -> Tweet:
    return Tweet(
        school_id=account.school_id,
        account=account,
        post=post,
        tweet_id=one.tweet_id,
        kind=one.kind,
        source=Tweet.Source.LEDGER if post else look.source,
        text="" if post else one.text,
        text_sha256=sha256_of(one.text),
        posted_at=posted_at(one.tweet_id),
        first_seen_at=look.at,
        last_seen_at=look.at,
        pictures_on_x=min(one.pictures_on_x, 4),
    )


def _seen_again(account: Account, ids: Sequence[str], at: datetime) -> None:
    rows = Tweet.objects.filter(account=account, tweet_id__in=ids)
    rows.update(last_seen_at=Greatest(F("first_seen_at"), F("last_seen_at"), at))
    rows.filter(unseen_since__lt=at).update(unseen_since=None)
    rows.filter(missing_since__lt=at).update(missing_since=None)
