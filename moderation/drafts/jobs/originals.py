"""The pictures from before a face was blurred or a photo was cut, and those that drafts let go,
deleted when they are no longer needed: 30 days after the post went out, was to go out and did not,
was rejected, or the draft let them go."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from consent.actions import derived
from consent.models import Photo
from moderation.drafts.models import Decision, LibraryPicture, Post, PostPhoto
from moderation.drafts.workflow import State
from schoolsocial.tenancy import scope

KEPT = timedelta(days=30)
A_SWEEP = 100  # posts, and pictures let go


def sweep(now: datetime) -> int:
    """Delete what has had its time; how many pictures there were."""
    with scope.platform():
        found = [(photo.school_id, photo.pk) for photo in _over(now)]
    for school_id, photo_id in found:
        with scope.school(school_id):
            derived.erase(photo=Photo.objects.get(pk=photo_id), now=now)
    return len(found)


def _over(now: datetime) -> list[Photo]:
    """The earlier pictures of what is over, as far back as they go, and what was let go."""
    rows = PostPhoto.objects.filter(post__in=_posts_over(now), photo__derived_from__state="ready")
    rows = rows.select_related("photo__derived_from")[:A_SWEEP]
    found = [row.photo.derived_from for row in rows]
    in_a_post = PostPhoto.objects.filter(photo=OuterRef("pk"))
    shelved = LibraryPicture.objects.shelved().filter(photo=OuterRef("pk"))
    let_go = Photo.objects.filter(state=Photo.State.READY, let_go_at__lt=now - KEPT)
    found += let_go.filter(~Exists(in_a_post), ~Exists(shelved))[:A_SWEEP]
    over = dict[int, Photo]()
    for photo in found:
        over |= {one.pk: one for one in _back_from(photo)}
    return list(over.values())


def _back_from(photo: Photo | None) -> Iterator[Photo]:
    """The picture, the one before it and so on, up to one that a post or the library has."""
    while photo is not None and not _is_needed(photo):
        if photo.state == Photo.State.READY:
            yield photo
        photo = photo.derived_from


def _is_needed(photo: Photo) -> bool:
    """A picture of the library may stand in no post, and in several."""
    shelved = LibraryPicture.objects.shelved().filter(photo=photo)
    return photo.post_photos.exists() or shelved.exists()


def _posts_over(now: datetime) -> QuerySet[Post]:
    past = now - KEPT
    rejections = Decision.objects.filter(post=OuterRef("pk"), verdict="reject", at__lt=past)
    rejected = Q(Exists(rejections), state=State.REJECTED)
    cancelled = Q(state=State.CANCELLED, scheduled_for__lt=past)
    return Post.objects.filter(Q(posted_at__lt=past) | rejected | cancelled)
