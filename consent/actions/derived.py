"""A blurred or cut copy of a photo: a new photo of its own, from which nothing can be won back."""

import secrets
from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext

from consent import pictures, tasks
from consent.errors import Refusal
from consent.models import Face, FaceAccount, Photo
from consent.models.faces import FaceQuerySet
from consent.pictures import FaceBox, Picture
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.celery import ring

THUMBNAIL_SIDE = 400
LEAST_SIDE = 200  # pixels of a cut picture


class _Carried(NamedTuple):
    """The faces that go along, and the part of the picture that is left."""

    faces: list[Face]
    part: FaceBox


class NothingBefore(Refusal):
    """The picture is no copy, or the one before it is deleted."""


class TooSmall(Refusal):
    """Too little of the picture would be left."""


class FileGone(Refusal):
    """The picture's file is missing."""


def blur(*, photo: Photo, faces: Collection[Face], by: Person, now: datetime) -> Photo:
    """A copy with these faces under blocks; what was said of the others goes along with them."""
    boxes = [FaceBox(face.left, face.top, face.width, face.height) for face in faces]
    picture = _made(photo, lambda content: pictures.covered(content, boxes))
    whole = FaceBox(0, 0, picture.width, picture.height)
    others = _faces(photo).exclude(pk__in=[face.pk for face in faces])
    return _keep(photo, picture, _Carried(list(others), whole), by=by, now=now)


def crop(*, photo: Photo, box: FaceBox, by: Person, now: datetime) -> Photo:
    """A copy of that part alone; what was said of the faces in it goes along.

    Raises ``TooSmall``.
    """
    left, top = max(0, box.left), max(0, box.top)
    right = min(photo.width or 0, box.left + box.width)
    bottom = min(photo.height or 0, box.top + box.height)
    if min(right - left, bottom - top) < LEAST_SIDE:
        raise TooSmall(
            gettext("Leave at least {pixels} pixels each way: choose a larger part.").format(
                pixels=LEAST_SIDE
            )
        )
    part = FaceBox(left, top, right - left, bottom - top)
    picture = _made(photo, lambda content: pictures.cut(content, part))
    return _keep(photo, picture, _Carried(list(_faces(photo)), part), by=by, now=now)


def back(*, photo: Photo) -> Photo:
    """The picture of which this is a copy. What was said since of the faces in both goes along, and
    so does a box that was drawn since, but for one on a face that is under blocks.

    Raises ``NothingBefore``.
    """
    before = photo.derived_from
    if before is None or before.state != Photo.State.READY:
        raise NothingBefore(gettext("There is no earlier picture to go back to."))
    known = list(_faces(before))
    with transaction.atomic():
        for face in _faces(photo).select_related("carried_from"):
            there = face.carried_from or _drawn_there(face, photo, before, known)
            last = _last_word(face)
            if there and last and not _says_the_same(_last_word(there), last):
                _repeat(last, there)
    return before


def erase(*, photo: Photo, now: datetime) -> None:
    """Delete the files of a picture for good; that it was there stays on record."""
    with transaction.atomic():
        locked = Photo.objects.select_for_update().get(pk=photo.pk)
        names = [name for name in (locked.original, locked.content, locked.thumbnail) if name]
        locked.state = Photo.State.ERASED
        locked.original = locked.content = locked.thumbnail = ""
        locked.written, locked.rights, locked.file_name = None, [], ""
        locked.save()
        audit.record(school_id=photo.school_id, by=None, verb="photo.erased", subject=photo, at=now)
        for name in names:
            transaction.on_commit(partial(default_storage.delete, name))


def _made(photo: Photo, change: Callable[[bytes], Picture]) -> Picture:
    try:
        with default_storage.open(photo.content) as file:
            return change(file.read())
    except FileNotFoundError:
        raise FileGone(
            gettext("The picture’s file is missing. Please add the photo again.")
        ) from None


def _faces(photo: Photo) -> FaceQuerySet:
    return Face.objects.filter(photo=photo).standing()


def _keep(photo: Photo, picture: Picture, carried: _Carried, *, by: Person, now: datetime) -> Photo:
    small = pictures.thumbnail(picture, THUMBNAIL_SIDE)
    with transaction.atomic():
        made = Photo.objects.create(
            school_id=photo.school_id,
            uploaded_by=by,
            uploaded_at=now,
            state=Photo.State.READY,
            content=_stored("content", picture.content),
            thumbnail=_stored("small", small.content),
            media_type=picture.media_type,
            sha256=picture.sha256,
            width=picture.width,
            height=picture.height,
            processed_at=now,
            rights=photo.rights,
            file_name=photo.file_name,
            derived_from=photo,
            cut_left=carried.part.left,
            cut_top=carried.part.top,
        )
        for face in carried.faces:
            _carry(face, made, carried.part, now)
        audit.record(
            school_id=photo.school_id, by=by.pk, verb="photo.derived", subject=made, at=now
        )
        transaction.on_commit(partial(ring, tasks.find_faces, made.school_id, made.pk))
        transaction.on_commit(partial(ring, tasks.read_photo, made.school_id, made.pk))
    return made


def _carry(face: Face, made: Photo, part: FaceBox, now: datetime) -> None:
    """The same pixels show the same face: its box moves along, and so does the word on it."""
    left, top = max(face.left, part.left), max(face.top, part.top)
    right = min(face.left + face.width, part.left + part.width)
    bottom = min(face.top + face.height, part.top + part.height)
    if right <= left or bottom <= top:
        return
    carried = Face.objects.create(
        school_id=made.school_id,
        photo=made,
        left=left - part.left,
        top=top - part.top,
        width=right - left,
        height=bottom - top,
        found_by=face.found_by,
        added_by=face.added_by,
        added_at=now,
        carried_from=face,
    )
    last = _last_word(face)
    if last is not None:
        _repeat(last, carried)


def _drawn_there(face: Face, copy: Photo, before: Photo, known: list[Face]) -> Face | None:
    """The box at its place in the earlier picture; None where a face is marked there already."""
    box = FaceBox(face.left + copy.cut_left, face.top + copy.cut_top, face.width, face.height)
    others = (FaceBox(one.left, one.top, one.width, one.height) for one in known)
    if any(pictures.is_same(box, other) for other in others):
        return None
    return Face.objects.create(
        school_id=before.school_id,
        photo=before,
        found_by=face.found_by,
        added_by=face.added_by,
        added_at=face.added_at,
        **box._asdict(),
    )


def _last_word(face: Face) -> FaceAccount | None:
    return FaceAccount.objects.filter(face=face).order_by("-id").first()


def _says_the_same(one: FaceAccount | None, other: FaceAccount) -> bool:
    return one is not None and (one.who, one.pupil_id) == (other.who, other.pupil_id)


def _repeat(word: FaceAccount, face: Face) -> None:
    """The same word, by whom and when it was said, on another face."""
    FaceAccount.objects.create(
        school_id=face.school_id,
        face=face,
        who=word.who,
        pupil_id=word.pupil_id,
        said_by=word.said_by,
        said_at=word.said_at,
    )


def _stored(kind: str, content: bytes) -> str:
    token = secrets.token_hex(16)
    return default_storage.save(f"{kind}/{token[:2]}/{token}", ContentFile(content))
