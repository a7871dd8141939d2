"""Whether X shows of a post that a person sent what was approved, inside whoever's transaction.

What a worker sends is what was approved, byte for byte. What a person copied may have lost a line
on the way, or a picture. Nobody is asked twice about one post, nor where the person said so
themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from moderation.catalogue.casework import open_case
from moderation.catalogue.models import Case, Tweet
from moderation.catalogue.models.tweets import TweetQuerySet
from moderation.catalogue.noting import Look, Seen
from moderation.drafts.models import Attempt, Handover
from moderation.drafts.workflow import AttemptState, State
from schoolsocial.x import matching
from schoolsocial.x.models import Account

_SENT_BY_A_WORKER = (AttemptState.ACCEPTED, AttemptState.FOUND)


@dataclass(frozen=True, slots=True)
class Shown:
    """What X shows of a post: its plain words and how many pictures, None where that is not
    known."""

    words: str
    pictures: int | None


def compare(tweet: Tweet, shown: Shown, now: datetime) -> bool:
    """Ask the leaders where X shows other words than were approved, or another number of pictures;
    whether they were asked. Does nothing of a post that a worker sent.
    """
    row = _by_people(Tweet.objects.filter(pk=tweet.pk)).first()
    return row is not None and _compare(row, shown, now)


def compare_all(account: Account, seen: Sequence[Seen], look: Look) -> int:
    """The same of all that a look at the account showed; how many the leaders were asked about."""
    by_id = {one.tweet_id: one for one in seen}
    rows = _by_people(Tweet.objects.filter(account=account, tweet_id__in=by_id))
    told = look.source == Tweet.Source.TIMELINE  # an archive may lack the file of a picture
    asked = 0
    for row in rows:
        one = by_id[row.tweet_id]
        asked += _compare(row, Shown(one.text, one.pictures_on_x if told else None), look.at)
    return asked


def _by_people(tweets: TweetQuerySet) -> TweetQuerySet:
    """Those whose post was approved here and sent by a person, with how many pictures it has."""
    sent = Attempt.objects.filter(
        post=OuterRef("post"), kind=Attempt.Kind.CREATE, state__in=_SENT_BY_A_WORKER
    )
    ours = tweets.filter(post__state=State.POSTED, post__adopted_at=None).exclude(Exists(sent))
    rows = ours.select_related("post", "school").prefetch_related("post__post_photos")
    return rows.order_by("pk")


def _compare(tweet: Tweet, shown: Shown, now: datetime) -> bool:
    post = tweet.post
    if post is None:
        return False
    same = matching.typed(shown.words) == matching.typed(post.text)
    if same and shown.pictures in {None, len(post.post_photos.all())}:
        return False
    said = Handover.objects.filter(post=post, outcome=Handover.Outcome.CHANGED)
    if said.exists() or tweet.cases.filter(kind=Case.Kind.CHANGED).exists():
        return False
    if not same:
        tweet.other_words = shown.words
    if shown.pictures is not None:
        tweet.pictures_on_x = min(shown.pictures, 4)
    tweet.save(update_fields=["other_words", "pictures_on_x"])
    return open_case(tweet, Case.Kind.CHANGED, now)
