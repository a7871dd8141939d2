"""Cleaning a received photo."""

import secrets
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from consent import pictures
from consent.models import Photo
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope

THUMBNAIL_SIDE = 400


def prepare(school_id: int, photo_id: int) -> None:
    """Make the copy that may be shown and sent, then forget the original.

    Does nothing for a photo that is prepared, refused or in another worker's hands.
    """
    with scope.school(school_id):
        waiting = Photo.objects.waiting().select_for_update(skip_locked=True)
        photo = waiting.filter(pk=photo_id).first()
        if photo is not None:
            _prepare(photo)


def left_waiting() -> list[tuple[int, int]]:
    """(school, photo) ids of what no worker has prepared yet, the oldest first."""
    with scope.platform():
        rows = Photo.objects.waiting().order_by("uploaded_at")[:100]
        return list(rows.values_list("school_id", "pk"))


def _prepare(photo: Photo) -> None:
    original = photo.original
    try:
        with default_storage.open(original) as file:
            upload = file.read()
        picture = pictures.sanitise(upload)
    except pictures.Refused as refusal:
        photo.state, photo.refusal = Photo.State.REFUSED, str(refusal)[:200]
        verb = "photo.refused"
    except FileNotFoundError:
        photo.state = Photo.State.REFUSED
        photo.refusal = gettext("The photo did not arrive whole. Please add it again.")
        verb = "photo.refused"
    else:
        _keep(photo, picture)
        photo.rights = list(pictures.claimed(upload))
        verb = "photo.prepared"
    photo.original, photo.processed_at = "", timezone.now()
    photo.save()
    audit.record(school_id=photo.school_id, by=None, verb=verb, subject=photo)
    transaction.on_commit(partial(default_storage.delete, original))


def _keep(photo: Photo, picture: pictures.Picture) -> None:
    small = pictures.thumbnail(picture, THUMBNAIL_SIDE)
    photo.state = Photo.State.READY
    photo.content = _stored("content", picture.content)
    photo.thumbnail = _stored("small", small.content)
    photo.media_type, photo.sha256 = picture.media_type, picture.sha256
    photo.width, photo.height = picture.width, picture.height


def _stored(kind: str, content: bytes) -> str:
    token = secrets.token_hex(16)
    return default_storage.save(f"{kind}/{token[:2]}/{token}", ContentFile(content))
