"""The pictures of a draft."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext, ngettext

from consent import pictures
from consent.actions import photos as register
from moderation.drafts.actions import drafts
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.said import Said
from policy.rules.photo_declarations import DECLARATIONS
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit

MOST_PHOTOS = 4
MAX_ALT_TEXT = 1_000


class TooManyPhotos(Refusal):
    """X shows four pictures at most."""


class AltTextTooLong(Refusal):
    """X takes 1,000 characters at most."""


class NoPhotoHere(Refusal):
    """An emergency notice has no photo."""


class UnknownDeclaration(Refusal):
    """Something was declared that no policy asks for."""


class PhotoGone(Refusal):
    """The picture is no longer in the draft."""


class PictureRefused(Refusal):
    """The file cannot be used; the sentence says why and what to do."""


def add(*, post: Post, by: Person, upload: "UploadedFile[bytes]", now: datetime) -> PostPhoto:
    """Add one picture at the end.

    Raises ``TooManyPhotos``, ``NoPhotoHere``, ``PictureRefused``, ``MayNotDraft``.
    """
    with transaction.atomic():
        post, position = place_in(post, by, now)
        try:
            photo = register.receive(school=post.school, by=by, upload=upload, now=now)
        except pictures.Refused as refusal:
            raise PictureRefused(str(refusal)) from None
        placed = PostPhoto.objects.create(
            school_id=post.school_id, post=post, photo=photo, position=position
        )
        _record(post, by, "post.photo_added", placed.position, now)
    return placed


def place_in(post: Post, by: Person, now: datetime) -> tuple[Post, int]:
    """The draft locked, and the place at its end for one more picture.

    Raises ``TooManyPhotos``, ``NoPhotoHere``, ``MayNotDraft``.
    """
    post = drafts.writable(post, by, now)
    if post.kind == Post.Kind.EMERGENCY:
        raise NoPhotoHere(gettext("An emergency notice has no photo: say it in words."))
    count = post.post_photos.count()
    if count >= MOST_PHOTOS:
        raise TooManyPhotos(gettext("A post has room for four photos. Remove one to add another."))
    return post, count + 1


def describe(*, post_photo: PostPhoto, by: Person, said: Said, now: datetime) -> PostPhoto:
    """Keep all that the author says of the picture.

    Raises ``AltTextTooLong``, ``UnknownDeclaration``, ``PhotoGone``, ``MayNotDraft``.
    """
    _refuse_unfit(said)
    with transaction.atomic():
        post, post_photo = _written(post_photo, by, now)
        _say(post_photo, said)
        _record(post, by, "post.photo_described", post_photo.position, now)
    return post_photo


def declare(*, post_photo: PostPhoto, by: Person, declared: Collection[str], now: datetime) -> None:
    """Declare these things of the picture beside what was declared of it before."""
    with transaction.atomic():
        post, post_photo = _written(post_photo, by, now)
        said = Said.of(post_photo)
        said = replace(said, declared=said.declared | frozenset(declared))
        _refuse_unfit(said)
        _say(post_photo, said)
        _record(post, by, "post.photo_described", post_photo.position, now)


def same_for_all(*, post_photo: PostPhoto, by: Person, now: datetime) -> None:
    """Say of all pictures what is said of this one, but for the description, which is its own."""
    with transaction.atomic():
        post, post_photo = _written(post_photo, by, now)
        said = Said.of(post_photo)
        for row in _in_order(post):
            if row.pk != post_photo.pk:
                _say(row, replace(said, alt_text=row.alt_text))
                _record(post, by, "post.photo_described", row.position, now)


def move(*, post_photo: PostPhoto, by: Person, position: int, now: datetime) -> None:
    """Put the picture in another place, from 1; the others close up."""
    with transaction.atomic():
        post, post_photo = _written(post_photo, by, now)
        rows = [row for row in _in_order(post) if row.pk != post_photo.pk]
        rows.insert(max(0, min(position - 1, len(rows))), post_photo)
        _renumber(rows)
        _record(post, by, "post.photo_moved", position, now)


def remove(*, post_photo: PostPhoto, by: Person, now: datetime) -> None:
    """Take the picture out of the draft, whatever the policy wants of its author first."""
    with transaction.atomic():
        post = drafts.editable(post_photo.post, by)
        post_photo = _still_there(post, post_photo)
        position = post_photo.position
        post_photo.delete()
        register.let_go(photo=post_photo.photo, now=now)
        _renumber(_in_order(post))
        _record(post, by, "post.photo_removed", position, now)


def _written(post_photo: PostPhoto, by: Person, now: datetime) -> tuple[Post, PostPhoto]:
    """The draft locked, and the picture where it stands now: another window may have moved it."""
    post = drafts.writable(post_photo.post, by, now)
    return post, _still_there(post, post_photo)


def _still_there(post: Post, post_photo: PostPhoto) -> PostPhoto:
    placed = post.post_photos.filter(pk=post_photo.pk).first()
    if placed is None:
        raise PhotoGone(gettext("That photo was removed from the draft in another window."))
    return placed


def _refuse_unfit(said: Said) -> None:
    if len(said.alt_text) > MAX_ALT_TEXT:
        raise AltTextTooLong(
            ngettext(
                "That description has {count} character and X takes 1,000. Please shorten it.",
                "That description has {count} characters and X takes 1,000. Please shorten it.",
                len(said.alt_text),
            ).format(count=f"{len(said.alt_text):,}")
        )
    if not said.declared <= DECLARATIONS.keys():
        raise UnknownDeclaration(
            gettext("The page was out of date. Please tick once more what is true.")
        )


def _say(row: PostPhoto, said: Said) -> None:
    row.alt_text = said.alt_text
    row.shows_pupils, row.pupils_counted = said.shows_pupils, said.pupils_counted
    row.source, row.declared = said.source, sorted(said.declared)
    row.save(update_fields=["alt_text", "shows_pupils", "pupils_counted", "source", "declared"])


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
