"""The posts that show one child, as people said who is in their pictures."""

from collections.abc import Collection

from django.db.models import Prefetch, QuerySet

from consent.models import Pupil
from consent.queries.shown import photos_showing
from moderation.drafts.models import ConsentProof, LibraryPicture, Post, PostPhoto, Takedown
from moderation.drafts.models.posts import PostQuerySet


def posts_showing(pupil: Pupil) -> PostQuerySet:
    """The posts of the school in scope, whatever has become of them."""
    placed = PostPhoto.objects.filter(photo__in=photos_showing(pupil.pk))
    return Post.objects.filter(pk__in=placed.values("post"))


def with_pictures(posts: PostQuerySet) -> list[Post]:
    """The oldest first, each with its account and pictures."""
    rows = Prefetch("post_photos", queryset=PostPhoto.objects.order_by("position"))
    return list(posts.select_related("account").prefetch_related(rows).order_by("created_at", "pk"))


def proofs_for(pupil: Pupil, posts: Collection[Post]) -> dict[int, ConsentProof]:
    """The last proof of consent for the child, by post."""
    rows = ConsentProof.objects.filter(pupil=pupil, post__in=posts).order_by("proven_at")
    return {row.post_id: row for row in rows}


def proofs_of(pupil: Pupil) -> QuerySet[ConsentProof]:
    return ConsentProof.objects.filter(pupil=pupil)


def takedowns_of(pupil: Pupil) -> QuerySet[Takedown]:
    rows: QuerySet[Takedown] = Takedown.objects.filter(pupil=pupil)
    return rows


def library_of(pupil: Pupil) -> QuerySet[LibraryPicture]:
    """What is kept for reuse in which the child is said to be."""
    shown = LibraryPicture.objects.filter(photo__in=photos_showing(pupil.pk))
    rows: QuerySet[LibraryPicture] = shown
    return rows
