"""Taking a photo in. It is shown and sent only after a worker has cleaned it."""

import re
import secrets
from datetime import datetime
from functools import partial
from typing import BinaryIO, cast

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from consent import pictures, tasks
from consent.models import Photo
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.celery import ring

LONGEST_NAME = 120


def let_go(*, photo: Photo, now: datetime) -> None:
    """The draft no longer has it; it is deleted later, when nobody is likely to ask for it."""
    Photo.objects.filter(pk=photo.pk, let_go_at=None).update(let_go_at=now)


def receive(
    *, school: School, by: Person | None, upload: "UploadedFile[bytes]", now: datetime
) -> Photo:
    """Keep an upload for the worker to prepare. Raises ``pictures.Refused`` at first sight of it.

    ``by`` is None where a worker found the picture on X.
    The file keeps its name in the database alone, where the rules about names look at it too.
    """
    if upload.size is not None and upload.size > pictures.MAX_BYTES:
        raise pictures.Refused(pictures.Reason.TOO_HEAVY)
    pictures.inspect(cast("BinaryIO", upload))
    upload.seek(0)
    with transaction.atomic():
        photo = Photo.objects.create(
            school=school,
            uploaded_by=by,
            uploaded_at=now,
            original=default_storage.save(_random_name("original"), upload),
            file_name=_own_name(upload.name or ""),
        )
        audit.record(
            school_id=school.pk,
            by=by.pk if by else None,
            verb="photo.received",
            subject=photo,
            at=now,
        )
        transaction.on_commit(partial(ring, tasks.prepare_photo, school.pk, photo.pk))
    return photo


def _own_name(name: str) -> str:
    """The last part of the path, without what no database and no page could bear."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(filter(str.isprintable, last)).strip()[:LONGEST_NAME]


def _random_name(kind: str) -> str:
    token = secrets.token_hex(16)
    return f"{kind}/{token[:2]}/{token}"
