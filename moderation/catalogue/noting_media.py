"""Writing down what X tells of the pictures of posts that nobody sent from here.

Called inside the transaction of whoever reads the timeline.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from consent.actions import photos
from moderation.catalogue.models import Tweet, TweetMedia, TweetPicture
from moderation.catalogue.models.tweets import TweetQuerySet
from schoolsocial.x.models import Account
from schoolsocial.x.timeline import Media

MOST = 4
UNTOLD = "untold"
_KINDS = {"photo": TweetMedia.Kind.PHOTO, "animated_gif": TweetMedia.Kind.GIF}
_OPEN = frozenset({TweetMedia.State.WAITING, TweetMedia.State.FAILED})

State = TweetMedia.State


def note(account: Account, told: Mapping[str, Sequence[Media]], now: datetime) -> None:
    """Keep where the pictures of these tweets lie and how they are described, by tweet id.

    Pictures of the ledger are held already, those of a repost are somebody else's.
    """
    if not told:
        return
    rows = Tweet.objects.filter(account=account, tweet_id__in=told, scrubbed_at=None)
    rows = rows.not_of_the_ledger().exclude(kind=Tweet.Kind.REPOST)
    known = {(one.tweet_id, one.position): one for one in _known(rows)}
    pictures = TweetPicture.objects.filter(tweet__in=rows)
    held = {(one.tweet_id, one.position) for one in pictures}
    fresh = list[TweetMedia]()
    for tweet in rows:
        for position, media in enumerate(told[tweet.tweet_id][:MOST], start=1):
            before = known.get((tweet.pk, position))
            if before is not None:
                _again(before, media, now)
            else:
                fresh.append(_row(tweet, position, media, now))
    for one in fresh:
        if (one.tweet_id, one.position) in held:
            one.state, one.address, one.trouble = State.HELD, "", ""
    TweetMedia.objects.bulk_create(fresh, ignore_conflicts=True)


def forget(tweet: Tweet, now: datetime) -> None:
    """It is one of the ledger's own after all: its pictures are held with the post."""
    for held in tweet.tweet_pictures.select_related("photo"):
        photos.let_go(photo=held.photo, now=now)
    tweet.tweet_pictures.all().delete()
    tweet.media.all().delete()


def _known(rows: TweetQuerySet) -> list[TweetMedia]:
    media = TweetMedia.objects.filter(tweet__in=rows).select_related("tweet")
    return list(media.select_for_update(of=("self",)))


def _row(tweet: Tweet, position: int, media: Media, now: datetime) -> TweetMedia:
    return TweetMedia(
        school_id=tweet.school_id,
        tweet=tweet,
        position=position,
        kind=_KINDS.get(media.kind, TweetMedia.Kind.VIDEO if media.kind else TweetMedia.Kind.OTHER),
        address=_address(media),
        alt_text=_described(media),
        state=State.WAITING if _address(media) else State.FAILED,
        trouble="" if _address(media) else UNTOLD,
        next_try_at=now,
    )


def _again(row: TweetMedia, media: Media, now: datetime) -> None:
    """X may tell today what it did not tell before; a new address is tried anew."""
    changed = list[str]()
    if _described(media) not in {None, row.alt_text}:
        row.alt_text = _described(media)
        changed.append("alt_text")
    if row.state in _OPEN and _address(media) not in {"", row.address}:
        row.address, row.state, row.trouble = _address(media), State.WAITING, ""
        row.tries, row.next_try_at = 0, now
        row.kind = _row(row.tweet, row.position, media, now).kind
        changed += ["address", "state", "trouble", "tries", "next_try_at", "kind"]
    if changed:
        row.save(update_fields=changed)


def _address(media: Media) -> str:
    """One too long for any picture of X's is as good as none."""
    return media.address if len(media.address) <= TweetMedia.LONGEST_ADDRESS else ""


def _described(media: Media) -> str | None:
    return None if media.alt_text is None else media.alt_text.replace("\0", "")[:1000]
