"""Making ready to say who is in a picture of a post that nobody sent from here."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from consent.models import Photo
from moderation.catalogue import adopting
from moderation.catalogue.errors import NoLongerThere, NotHeldHere
from moderation.catalogue.models import Tweet, TweetPicture
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


def open_picture(*, tweet: Tweet, position: int, by: Person, now: datetime) -> PostPhoto:
    """The picture in that place as the record has it, in which faces are accounted for.

    The post is taken into the record where it is not yet, and all its pictures that are held here
    with it: from then on a change of mind about a child in one reaches it like any other post.
    Raises ``NoLongerThere``, ``NotHeldHere``.
    """
    with transaction.atomic():
        rows = Tweet.objects.select_for_update(of=("self",)).select_related("post")
        tweet = rows.get(pk=tweet.pk)
        _refuse(tweet, position)
        post = adopting.adopt(tweet, by=by, now=now)
        _place(tweet, post, by, now)
        if tweet.opened_at is None:
            tweet.opened_at = now
            tweet.save(update_fields=["opened_at"])
        return post.post_photos.select_related("photo").get(position=position)


def _refuse(tweet: Tweet, position: int) -> None:
    if tweet.missing_since is not None or (tweet.post and tweet.post.state != State.POSTED):
        raise NoLongerThere
    if not _held(tweet).filter(position=position).exists():
        raise NotHeldHere


def _place(tweet: Tweet, post: Post, by: Person, now: datetime) -> None:
    there = set(post.post_photos.values_list("position", flat=True))
    described = dict(tweet.media.values_list("position", "alt_text"))
    fresh = [
        PostPhoto(
            school_id=post.school_id,
            post=post,
            photo=one.photo,
            position=one.position,
            alt_text=described.get(one.position) or "",
        )
        for one in _held(tweet).select_related("photo")
        if one.position not in there
    ]
    for placed in PostPhoto.objects.bulk_create(fresh):
        audit.record(
            school_id=post.school_id,
            by=by.pk,
            verb="post.picture_taken_over",
            subject=post,
            details={"position": placed.position, "photo": placed.photo_id},
            at=now,
        )


def _held(tweet: Tweet) -> QuerySet[TweetPicture]:
    return tweet.tweet_pictures.filter(photo__state=Photo.State.READY).order_by("position")
