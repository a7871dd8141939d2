"""Accounting for the faces in a draft's picture, and exchanging it for a blurred or cut copy."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from consent import errors as register
from consent.actions import derived, photos
from consent.actions import faces as accounts
from consent.models import Face, Photo, Pupil
from consent.pictures import FaceBox
from consent.queries.shown import pupils_in
from moderation.drafts.actions import drafts
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.queries.library import is_kept
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


class NotDone(Refusal):
    """The register of photos refused; its sentence says why and what to do."""


class FaceGone(Refusal):
    """The face is not in the draft's picture any more."""


class InTheLibrary(Refusal):
    """Other posts have the picture too, so it is not changed from a draft."""


def say(
    *, placed: PostPhoto, face: int, who: str, pupil: Pupil | None, by: Person, now: datetime
) -> None:
    """Say whose face that is. A picture in which a pupil is named shows pupils.

    Raises ``FaceGone``, ``NotDone``, and what ``drafts.writable`` refuses.
    """
    with transaction.atomic():
        placed = _locked(placed, by, now)
        try:
            accounts.say(face=face_in(placed, face), who=who, pupil=pupil, by=by, now=now)
        except register.Refusal as refusal:
            raise NotDone(str(refusal)) from None
        named = len(pupils_in([placed.photo_id]).get(placed.photo_id, ()))
        if named:
            placed.shows_pupils = True
            placed.pupils_counted = max(placed.pupils_counted or 0, named)
            placed.save(update_fields=["shows_pupils", "pupils_counted"])


def add(*, placed: PostPhoto, box: FaceBox, by: Person, now: datetime) -> int:
    """Draw a box; its id. Raises ``NotDone``."""
    with transaction.atomic():
        placed = _locked(placed, by, now)
        try:
            return accounts.add(photo=placed.photo, box=box, by=by, now=now).pk
        except register.Refusal as refusal:
            raise NotDone(str(refusal)) from None


def remove(*, placed: PostPhoto, face: int, by: Person, now: datetime) -> None:
    """Take away a box that a person drew. Raises ``FaceGone``, ``NotDone``."""
    with transaction.atomic():
        placed = _locked(placed, by, now)
        try:
            accounts.remove(face=face_in(placed, face), by=by, now=now)
        except register.Refusal as refusal:
            raise NotDone(str(refusal)) from None


def sign_nobody(*, placed: PostPhoto, by: Person, now: datetime) -> None:
    """Sign that no child in it can be recognised. Raises ``NotDone``."""
    with transaction.atomic():
        placed = _locked(placed, by, now)
        try:
            accounts.sign_nobody(photo=placed.photo, by=by, now=now)
        except register.Refusal as refusal:
            raise NotDone(str(refusal)) from None


def blur(*, placed: PostPhoto, face: int, by: Person, now: datetime) -> None:
    """Put a copy with that face under blocks in the picture's place. Raises ``NotDone``."""
    with transaction.atomic():
        placed = _locked(placed, by, now)
        try:
            made = derived.blur(photo=placed.photo, faces=[face_in(placed, face)], by=by, now=now)
        except register.Refusal as refusal:
            raise NotDone(str(refusal)) from None
        _exchange(placed, made, by, now)


def crop(*, placed: PostPhoto, box: FaceBox, by: Person, now: datetime) -> None:
    """Put that part of the picture in its place. Raises ``NotDone``."""
    with transaction.atomic():
        placed = _locked(placed, by, now)
        try:
            made = derived.crop(photo=placed.photo, box=box, by=by, now=now)
        except register.Refusal as refusal:
            raise NotDone(str(refusal)) from None
        _exchange(placed, made, by, now)


def undo(*, placed: PostPhoto, by: Person, now: datetime) -> None:
    """Put the picture back that stood there before the last change; what was said since stays."""
    with transaction.atomic():
        placed = _locked(placed, by, now)
        copy, counted = placed.photo, placed.pupils_counted or 0
        try:
            before = derived.back(photo=copy)
        except register.Refusal as refusal:
            raise NotDone(str(refusal)) from None
        _exchange(placed, before, by, now, at_least=counted)
        photos.let_go(photo=copy, now=now)


def _locked(placed: PostPhoto, by: Person, now: datetime) -> PostPhoto:
    """The picture where it stands now, its draft locked and its author's to change."""
    post = drafts.writable(placed.post, by, now)
    found = post.post_photos.select_related("photo__derived_from", "post").filter(pk=placed.pk)
    row = found.first()
    if row is None or row.photo.state != Photo.State.READY:
        raise FaceGone(gettext("That photo was removed or is not ready. Open the draft again."))
    if is_kept(row.photo_id):
        raise InTheLibrary(
            gettext(
                "This picture is in the library, so it is used as it was approved. Ask a "
                "reviewer to correct who is in it, or choose another photo."
            )
        )
    return row


def face_in(placed: PostPhoto, face: int) -> Face:
    """That face of the picture. Raises ``FaceGone``."""
    found = Face.objects.filter(photo=placed.photo_id, pk=face).standing().first()
    if found is None:
        raise FaceGone(gettext("That face is no longer in the picture. Look at it again."))
    return found


def _exchange(
    placed: PostPhoto, photo: Photo, by: Person, now: datetime, *, at_least: int = 0
) -> None:
    """Another picture shows others: whoever was counted in the one before is counted anew, but for
    the way back, on which more are shown."""
    placed.photo = photo
    named = len(pupils_in([photo.pk]).get(photo.pk, ()))
    placed.pupils_counted = max(named, at_least) or None
    placed.save(update_fields=["photo", "pupils_counted"])
    post: Post = placed.post
    audit.record(
        school_id=post.school_id,
        by=by.pk,
        verb="post.photo_exchanged",
        subject=post,
        details={"position": placed.position, "photo": photo.pk},
        at=now,
    )
