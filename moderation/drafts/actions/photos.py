"""The pictures of a draft."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from consent import pictures
from consent.actions import photos as register
from moderation.drafts.actions import drafts
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Post, PostPhoto
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit

MOST_PHOTOS = 4
MAX_ALT_TEXT = 1_000


class TooManyPhotos(Refusal):
    """X shows four pictures at most."""


class AltTextTooLong(Refusal):
    """X takes 1,000 characters at most."""


class PhotoGone(Refusal):
    """The picture is no longer in the draft."""


class PictureRefused(Refusal):
    """The file cannot be used; the sentence says why and what to do."""


def add(*, post: Post, by: Person, upload: "UploadedFile[bytes]", now: datetime) -> PostPhoto:
    """Add one picture at the end. Raises ``TooManyPhotos``, ``PictureRefused``."""
    with transaction.atomic():
        post = drafts.editable(post, by)
        count = post.post_photos.count()
        if count >= MOST_PHOTOS:
            raise TooManyPhotos("A post has room for four photos. Remove one to add another.")
        try:
            photo = register.receive(school=post.school, by=by, upload=upload, now=now)
        except pictures.Refused as refusal:
            raise PictureRefused(str(refusal)) from None
        placed = PostPhoto.objects.create(
            school_id=post.school_id, post=post, photo=photo, position=count + 1
        )
        _record(post, by, "post.photo_added", placed.position, now)
    return placed


def describe(
    *, post_photo: PostPhoto, by: Person, alt_text: str, shows_pupils: bool | None, now: datetime
) -> PostPhoto:
    """Keep the alternative text and who is in the picture. Raises ``AltTextTooLong``."""
    if len(alt_text) > MAX_ALT_TEXT:
        raise AltTextTooLong(
            f"That description has {len(alt_text):,} characters and X takes 1,000. "
            "Please shorten it."
        )
    with transaction.atomic():
        post, post_photo = _held(post_photo, by)
        post_photo.alt_text, post_photo.shows_pupils = alt_text, shows_pupils
        post_photo.save(update_fields=["alt_text", "shows_pupils"])
        _record(post, by, "post.photo_described", post_photo.position, now)
    return post_photo


def move(*, post_photo: PostPhoto, by: Person, position: int, now: datetime) -> None:
    """Put the picture in another place, from 1; the others close up."""
    with transaction.atomic():
        post, post_photo = _held(post_photo, by)
        rows = [row for row in _in_order(post) if row.pk != post_photo.pk]
        rows.insert(max(0, min(position - 1, len(rows))), post_photo)
        _renumber(rows)
        _record(post, by, "post.photo_moved", position, now)


def remove(*, post_photo: PostPhoto, by: Person, now: datetime) -> None:
    """Take the picture out of the draft."""
    with transaction.atomic():
        post, post_photo = _held(post_photo, by)
        position = post_photo.position
        post_photo.delete()
        _renumber(_in_order(post))
        _record(post, by, "post.photo_removed", position, now)


def _held(post_photo: PostPhoto, by: Person) -> tuple[Post, PostPhoto]:
    """The draft locked, and the picture where it stands now: another window may have moved it."""
    post = drafts.editable(post_photo.post, by)
    placed = post.post_photos.filter(pk=post_photo.pk).first()
    if placed is None:
        raise PhotoGone("That photo was removed from the draft in another window.")
    return post, placed


def _in_order(post: Post) -> list[PostPhoto]:
    return list(post.post_photos.order_by("position"))


def _renumber(rows: list[PostPhoto]) -> None:
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])


def _record(post: Post, by: Person, verb: str, position: int, now: datetime) -> None:
    audit.record(
        school_id=post.school_id,
        by=by.pk,
        verb=verb,
        subject=post,
        details={"position": position},
        at=now,
    )
