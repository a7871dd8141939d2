"""Finding the faces in a prepared photo, beside everything else. Found, never recognised."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.core.files.storage import default_storage
from django.utils import timezone

from consent import pictures
from consent.models import Face, Photo
from consent.pictures import FaceBox
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope

A_SWEEP = 4  # photos: a worker that looks does nothing else, and a post may be due

log = logging.getLogger(__name__)


def find(school_id: int, photo_id: int) -> None:
    """Keep a box for each face in the photo.

    Does nothing for a photo that is looked at, given up or in another worker's hands. A try counts
    before it begins, so that a picture that ends its worker does so three times at most; then
    somebody counts by eye. A box that stands at the place of a face already is not kept twice.
    """
    with scope.school(school_id):
        photo = _claimed(photo_id, timezone.now())
    if photo is None:
        return
    try:
        with default_storage.open(photo.content) as file:
            boxes = pictures.find_faces(file.read())
    except (pictures.NotLooked, FileNotFoundError) as error:
        reason = str(error) if isinstance(error, pictures.NotLooked) else "Its file is gone."
        log.warning("The faces in photo %s were not looked for: %s Try %s.", *_told(photo, reason))
        return
    with scope.school(school_id):
        _keep(photo, boxes, timezone.now())


def left_unseen(now: datetime) -> list[tuple[int, int]]:
    """(school, photo) ids of a few photos to look at, the newest first: somebody waits for them."""
    with scope.platform():
        rows = Photo.objects.to_look_at(now).order_by("-uploaded_at")[:A_SWEEP]
        return list(rows.values_list("school_id", "pk"))


def _claimed(photo_id: int, now: datetime) -> Photo | None:
    """The photo, its try counted; committed as the caller's scope ends."""
    rows = Photo.objects.to_look_at(now).select_for_update(skip_locked=True, no_key=True)
    photo = rows.filter(pk=photo_id).first()
    if photo is not None:
        photo.looks, photo.look_began_at = photo.looks + 1, now
        photo.save(update_fields=["looks", "look_began_at"])
    return photo


def _keep(photo: Photo, boxes: Iterable[FaceBox], now: datetime) -> None:
    looked_at = Photo.objects.filter(pk=photo.pk, faces_found_at=None)
    if not looked_at.update(faces_found_at=now):
        return
    known = [_box(face) for face in Face.objects.filter(photo=photo).standing()]
    new = [box for box in boxes if not any(pictures.is_same(box, other) for other in known)]
    Face.objects.bulk_create(
        Face(
            school_id=photo.school_id,
            photo=photo,
            found_by=Face.FoundBy.DETECTOR,
            added_at=now,
            **box._asdict(),
        )
        for box in new
    )
    audit.record(
        school_id=photo.school_id,
        by=None,
        verb="photo.faces_found",
        subject=photo,
        details={"faces": len(new)},
    )


def _box(face: Face) -> FaceBox:
    return FaceBox(face.left, face.top, face.width, face.height)


def _told(photo: Photo, reason: str) -> tuple[int, str, str]:
    return photo.pk, reason, f"{photo.looks} of {Photo.MOST_LOOKS}"
