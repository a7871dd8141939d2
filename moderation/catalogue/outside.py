"""Telling what went out through the process from what did not, inside whoever's transaction."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from moderation.catalogue import noting_media, wording
from moderation.catalogue.casework import close, open_case
from moderation.catalogue.models import Case, Tweet, Watch
from moderation.catalogue.noting import sha256_of
from moderation.catalogue.wording import Shown
from moderation.drafts.models import Attempt, Post
from moderation.drafts.workflow import OPEN_ATTEMPT
from schoolsocial.x import matching
from schoolsocial.x.models import Account
from schoolsocial.x.timeline import posted_at

MARGIN = timedelta(minutes=5)  # how far X's clock and the database's may stand apart
PATIENCE = timedelta(hours=24)
"""So long a post may wait for the one of ours that it seems to be; then somebody is asked."""

NOT_YET_KNOWN = ("sending", "unknown", "held", "by_hand", "in_hand")
"""States in which a post of ours may be on X already without our knowing its id."""

_AT_ONCE = 500


def settle(watch: Watch, now: datetime) -> int:
    """Link what is ours, and open a case for what nobody can have sent from here; how many."""
    link(watch.account, now)
    _seen_again(watch.account, now)
    strangers = Tweet.objects.filter(account=watch.account).live().outside()
    asked = Case.objects.filter(tweet=OuterRef("pk"), kind=Case.Kind.OUTSIDE)
    fresh = strangers.filter(source=Tweet.Source.TIMELINE, posted_at__gte=watch.began_at)
    opened = 0
    for tweet in fresh.exclude(Exists(asked)).order_by("posted_at")[:_AT_ONCE]:
        if not _may_be_ours(tweet, now):
            opened += open_case(tweet, Case.Kind.OUTSIDE, now)
    return opened


def link(account: Account, now: datetime, *, among: Q | None = None) -> None:
    """Every post of the ledger that is on X, or those ``among`` them, has its tweet, whoever saw it
    first."""
    ours = Post.objects.filter(among or Q(), account=account, tweet_id__isnull=False, tweet=None)
    for post in ours.order_by("pk")[:_AT_ONCE]:
        seen = Tweet.objects.filter(tweet_id=post.tweet_id).first()
        if seen is None:
            _from_the_ledger(post, now)
            continue
        shown = Shown(seen.text, seen.pictures_on_x if seen.by_timeline else None)
        seen.post, seen.text, seen.source = post, "", Tweet.Source.LEDGER
        seen.save(update_fields=["post", "text", "source"])
        noting_media.forget(seen, now)
        close(seen, Case.Kind.OUTSIDE, Case.Answer.OURS, now)
        wording.compare(seen, shown, now)


def _seen_again(account: Account, now: datetime) -> None:
    for tweet in Tweet.objects.live().filter(account=account, cases__in=_open_missing()):
        close(tweet, Case.Kind.MISSING, Case.Answer.BACK, now)


def _open_missing() -> QuerySet[Case]:
    return Case.objects.open().filter(kind=Case.Kind.MISSING)


def _from_the_ledger(post: Post, now: datetime) -> None:
    Tweet.objects.create(
        school_id=post.school_id,
        account_id=post.account_id,
        post=post,
        tweet_id=post.tweet_id or "",
        source=Tweet.Source.LEDGER,
        text_sha256=sha256_of(post.text),
        posted_at=posted_at(post.tweet_id or "0"),
        first_seen_at=now,
        pictures_on_x=post.post_photos.count(),
    )


def _may_be_ours(tweet: Tweet, now: datetime) -> bool:
    """Whether an attempt without an answer, or a post in somebody's hands, may have made it."""
    if now - tweet.posted_at > PATIENCE:
        return False
    attempts = Attempt.objects.filter(post__account=tweet.account_id, kind=Attempt.Kind.CREATE)
    under_way = attempts.filter(state__in=OPEN_ATTEMPT) | attempts.filter(post__state="held")
    around = under_way.filter(
        prepared_at__lte=tweet.posted_at + MARGIN, deadline_at__gte=tweet.posted_at - MARGIN
    )
    if around.exists():
        return True
    ours = Post.objects.filter(account=tweet.account_id, tweet_id=None, state__in=NOT_YET_KNOWN)
    words = matching.typed(tweet.text)
    return any(matching.typed(text) == words for text in ours.values_list("text", flat=True))
