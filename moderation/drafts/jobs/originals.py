"""The pictures from before a face was blurred or a photo was cut, deleted when they are no longer
needed: 30 days after the post went out or was rejected."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from consent.actions import derived
from consent.models import Photo
from moderation.drafts.models import Decision, Post, PostPhoto
from moderation.drafts.workflow import State
from schoolsocial.tenancy import scope

KEPT = timedelta(days=30)
A_SWEEP = 100  # pictures


def sweep(now: datetime) -> int:
    """Delete what has had its time; how many pictures there were."""
    with scope.platform():
        found = [(photo.school_id, photo.pk) for photo in _over(now)]
    for school_id, photo_id in found:
        with scope.school(school_id):
            derived.erase(photo=Photo.objects.get(pk=photo_id), now=now)
    return len(found)


def _over(now: datetime) -> list[Photo]:
    """The earlier pictures of what is over, as far back as they go."""
    rows = PostPhoto.objects.filter(post__in=_posts_over(now), photo__derived_from__state="ready")
    over = list[Photo]()
    for row in rows.select_related("photo__derived_from"):
        before = row.photo.derived_from
        while before is not None and len(over) < A_SWEEP:
            if _is_spare(before):
                over.append(before)
            before = before.derived_from
    return over


def _posts_over(now: datetime) -> QuerySet[Post]:
    past = now - KEPT
    rejections = Decision.objects.filter(post=OuterRef("pk"), verdict="reject", at__lt=past)
    return Post.objects.filter(Q(posted_at__lt=past) | Q(Exists(rejections), state=State.REJECTED))


def _is_spare(photo: Photo) -> bool:
    return photo.state == Photo.State.READY and not photo.post_photos.exists()
