"""Every night: the words and pictures of posts that are gone from X go here as well, once the
school has kept them as long as it wants to. What proves that they were taken down stays."""

from datetime import datetime, time

from django.db.models import Exists, OuterRef

from consent.academic_year import LONDON, day_of, months_before
from consent.actions import derived, erasing
from consent.models import Disposed, Photo
from moderation.catalogue.models import Keeping, Tweet, TweetMedia
from moderation.catalogue.models.tweets import TweetQuerySet
from moderation.drafts.models import Post, PostPhoto
from schoolsocial.accounts.models import School
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope

A_NIGHT = 1000  # of one school
_TO_FETCH = (TweetMedia.State.WAITING, TweetMedia.State.FAILED)


def scrub(now: datetime) -> int:
    """Empty the words of what has been gone for long enough, in every school; how many."""
    done = 0
    for school in School.objects.order_by("pk"):
        with scope.school(school.pk):
            done += _scrub(school, now)
    return done


def _scrub(school: School, now: datetime) -> int:
    _gone(school, now).exclude(other_words=None).update(other_words=None)
    ids = list(_over(school, now).values_list("pk", flat=True)[:A_NIGHT])
    if not ids:
        return 0
    rows = Tweet.objects.filter(pk__in=ids)
    adopted = Post.objects.filter(tweet__in=ids, adopted_at__isnull=False, state="removed")
    adopted.exclude(text="").update(text="")
    rows.update(text="", scrubbed_at=now)
    _erase_pictures(school, ids, now)
    audit.record(
        school_id=school.pk, by=None, verb="tweets.scrubbed", details={"posts": len(ids)}, at=now
    )
    return len(ids)


def _erase_pictures(school: School, ids: list[int], now: datetime) -> None:
    """Their files, what X said of them and where they lay."""
    TweetMedia.objects.filter(tweet__in=ids, state__in=_TO_FETCH).update(
        state=TweetMedia.State.GONE, address="", trouble="", held_until=None
    )
    TweetMedia.objects.filter(tweet__in=ids).update(alt_text=None)
    placed = PostPhoto.objects.filter(post__tweet__in=ids, post__state="removed")
    placed.exclude(alt_text="").update(alt_text="")
    elsewhere = PostPhoto.objects.filter(photo=OuterRef("pk")).exclude(post__tweet__in=ids)
    held = Photo.objects.filter(tweet_pictures__tweet__in=ids).exclude(Exists(elsewhere))
    erased = 0
    for photo in held.exclude(state=Photo.State.ERASED).distinct():
        derived.erase(photo=photo, now=now)
        erased += 1
    if erased:
        erasing.log(
            school_id=school.pk,
            numbers={Disposed.Kind.PHOTO: erased},
            why=Disposed.Why.RETENTION,
            by=None,
            now=now,
        )


def _over(school: School, now: datetime) -> TweetQuerySet:
    """Gone long ago, and not the ledger's own: what was approved is kept with its approval."""
    gone = _gone(school, now).filter(scrubbed_at=None)
    return gone.exclude(post__adopted_at=None, post__isnull=False)


def _gone(school: School, now: datetime) -> TweetQuerySet:
    kept = Keeping.objects.filter(school=school).first() or Keeping()
    day = months_before(day_of(now), kept.words_months)
    since = datetime.combine(day, time.min, LONDON)
    rows: TweetQuerySet = Tweet.objects.filter(school=school, missing_since__lt=since)
    return rows
