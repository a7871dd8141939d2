"""Reading the words in a prepared photo, beside everything else: the photo is usable meanwhile."""

import logging
from datetime import datetime

from django.core.files.storage import default_storage
from django.utils import timezone

from consent import pictures
from consent.models import Photo
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope

A_SWEEP = 4  # photos: a worker that reads does nothing else, and a post may be due

log = logging.getLogger(__name__)


def read(school_id: int, photo_id: int) -> None:
    """Keep what can be read in the photo, "" where nothing can.

    Does nothing for a photo that is read, given up or in another worker's hands. A try counts
    before it begins, so that a picture that ends its worker does so three times at most; what was
    not read then stays unknown, and a person is asked to look.
    """
    with scope.school(school_id):
        photo = _claimed(photo_id, timezone.now())
    if photo is None:
        return
    try:
        with default_storage.open(photo.content) as file:
            written = pictures.words(file.read())
    except (pictures.Unread, FileNotFoundError) as error:
        reason = str(error) if isinstance(error, pictures.Unread) else "Its file is gone."
        log.warning("The words in photo %s were not read: %s Try %s.", *_told(photo, reason))
        return
    with scope.school(school_id):
        Photo.objects.filter(pk=photo_id, written=None).update(written=written)
        audit.record(school_id=school_id, by=None, verb="photo.read", subject=photo)


def left_unread(now: datetime) -> list[tuple[int, int]]:
    """(school, photo) ids of a few photos to read, the newest first: somebody waits for them."""
    with scope.platform():
        rows = Photo.objects.to_read(now).order_by("-uploaded_at")[:A_SWEEP]
        return list(rows.values_list("school_id", "pk"))


def _claimed(photo_id: int, now: datetime) -> Photo | None:
    """The photo, its try counted; committed as the caller's scope ends."""
    rows = Photo.objects.to_read(now).select_for_update(skip_locked=True, no_key=True)
    photo = rows.filter(pk=photo_id).first()
    if photo is not None:
        photo.readings, photo.reading_began_at = photo.readings + 1, now
        photo.save(update_fields=["readings", "reading_began_at"])
    return photo


def _told(photo: Photo, reason: str) -> tuple[int, str, str]:
    return photo.pk, reason, f"{photo.readings} of {Photo.MOST_READINGS}"
