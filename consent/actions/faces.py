"""Saying whose face is whose. People say it; nothing is compared with anything."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from consent.actions.answers import note_change
from consent.errors import Refusal
from consent.models import Face, FaceAccount, NobodyStatement, Photo, Pupil, RegisterChange
from consent.pictures import FaceBox
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit

LEAST_SIDE = 4  # pixels

Who = FaceAccount.Who


class PupilMissing(Refusal):
    """A face is a pupil's and nobody said whose, or is nobody's pupil and one was named."""


class OutsideThePicture(Refusal):
    """A box lies outside the picture."""


class FoundBySoftware(Refusal):
    """Only a box that a person drew can be taken away."""


class PupilsInIt(Refusal):
    """A face in the picture is said to be a pupil's."""


def say(
    *,
    face: Face,
    who: str,
    pupil: Pupil | None,
    by: Person,
    now: datetime,
    is_sent: bool = False,
) -> FaceAccount:
    """Add the word on a face. One that corrects an earlier word about a child leaves word for
    whoever stops and takes down posts; so does the first one, where the picture ``is_sent``.

    Raises ``PupilMissing``.
    """
    if (who == Who.PUPIL) != (pupil is not None):
        raise PupilMissing(gettext("Choose which pupil it is."))
    with transaction.atomic():
        Face.objects.select_for_update().get(pk=face.pk)
        before = FaceAccount.objects.filter(face=face).order_by("-id").first()
        if before is not None and (before.who, before.pupil_id) == (who, pupil and pupil.pk):
            return before
        account = _say(face, Who(who), pupil, by, now)
        if before is not None or is_sent:
            _note(before.pupil if before else None, pupil, now)
        audit.record(
            school_id=face.school_id,
            by=by.pk,
            verb="photo.face_accounted",
            subject=face.photo,
            details={"face": face.pk, "who": str(account.who)},
            at=now,
        )
    return account


def add(*, photo: Photo, box: FaceBox, by: Person, now: datetime) -> Face:
    """Draw a box that the software missed, in pixels of the picture.

    Raises ``OutsideThePicture``.
    """
    width, height = photo.width or 0, photo.height or 0
    if not (
        0 <= box.left < width
        and 0 <= box.top < height
        and LEAST_SIDE <= box.width <= width - box.left
        and LEAST_SIDE <= box.height <= height - box.top
    ):
        raise OutsideThePicture(
            gettext("That place is outside the picture. Please choose it again.")
        )
    with transaction.atomic():
        face = Face.objects.create(
            school_id=photo.school_id,
            photo=photo,
            found_by=Face.FoundBy.PERSON,
            added_by=by,
            added_at=now,
            **box._asdict(),
        )
        _record(photo, by, "photo.face_added", face, now)
    return face


def remove(*, face: Face, by: Person, now: datetime) -> None:
    """Take a box away that a person drew. Raises ``FoundBySoftware``."""
    if face.found_by != Face.FoundBy.PERSON:
        raise FoundBySoftware(
            gettext(
                "The software found this face, so it stays. If it is none, say that "
                "nobody in it can be recognised."
            )
        )
    with transaction.atomic():
        standing = Face.objects.filter(pk=face.pk, removed_at=None)
        if standing.update(removed_at=now, removed_by=by):
            last = FaceAccount.objects.filter(face=face).order_by("-id").first()
            if last is not None:
                _note(last.pupil, None, now)
            _record(face.photo, by, "photo.face_removed", face, now)


def sign_nobody(*, photo: Photo, by: Person, now: datetime) -> NobodyStatement:
    """Sign that no child in the picture can be recognised; boxes nobody spoke of count as nobody's.

    Raises ``PupilsInIt``.
    """
    with transaction.atomic():
        locked = Photo.objects.select_for_update(no_key=True).get(pk=photo.pk)
        words = FaceAccount.objects.filter(face__photo=locked).last_words()
        said = {word.face_id: word.who for word in words}
        if Who.PUPIL in said.values():
            raise PupilsInIt(
                gettext(
                    "You said that a face in it is a pupil’s. Change that first, if it is not so."
                )
            )
        for face in Face.objects.filter(photo=locked).standing():
            if face.pk not in said:
                _say(face, Who.UNRECOGNISABLE, None, by, now)
        statement = NobodyStatement.objects.create(
            school_id=photo.school_id, photo=photo, said_by=by, said_at=now
        )
        audit.record(
            school_id=photo.school_id, by=by.pk, verb="photo.nobody_signed", subject=photo, at=now
        )
    return statement


def _say(face: Face, who: Who, pupil: Pupil | None, by: Person, now: datetime) -> FaceAccount:
    return FaceAccount.objects.create(
        school_id=face.school_id, face=face, who=who, pupil=pupil, said_by=by, said_at=now
    )


def _note(before: Pupil | None, after: Pupil | None, now: datetime) -> None:
    for pupil in (before, after) if before != after else ():
        if pupil is not None:
            note_change(pupil=pupil, kind=RegisterChange.Kind.TAG, now=now)


def _record(photo: Photo, by: Person, verb: str, face: Face, now: datetime) -> None:
    audit.record(
        school_id=photo.school_id,
        by=by.pk,
        verb=verb,
        subject=photo,
        details={"face": face.pk},
        at=now,
    )
