"""Keeping the paper an answer was given on."""

import secrets
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext

from consent import pictures
from consent.errors import Refusal
from consent.models import Consent, ConsentDocument
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit

MAX_BYTES = 10 * 1024 * 1024
FOLDER = "paper"
_PDF = b"%PDF-"


class NotAPaper(Refusal):
    """The file is too heavy, empty, or neither a PDF nor a picture, whatever its name says."""


@transaction.atomic
def attach(
    *, consents: Collection[Consent], upload: "UploadedFile[bytes]", by: Person, now: datetime
) -> list[ConsentDocument]:
    """Keep one file with each of the answers it carries. Raises ``NotAPaper``."""
    content = _read(upload)
    media_type = _media_type(content)
    token = secrets.token_hex(16)
    name = default_storage.save(f"{FOLDER}/{token[:2]}/{token}", ContentFile(content))
    kept = [
        ConsentDocument.objects.create(
            school_id=consent.school_id,
            consent=consent,
            content=name,
            media_type=media_type,
            sha256=sha256(content).hexdigest(),
            added_by=by,
            added_at=now,
        )
        for consent in consents
    ]
    for one in kept:
        audit.record(
            school_id=one.school_id, by=by.pk, verb="consent.paper_kept", subject=one, at=now
        )
    return kept


def _read(upload: "UploadedFile[bytes]") -> bytes:
    if upload.size is not None and upload.size > MAX_BYTES:
        raise NotAPaper(gettext("This file is larger than 10 MB. Scan it at a lower resolution."))
    content: bytes = upload.read(MAX_BYTES + 1)
    if not content:
        raise NotAPaper(gettext("This file is empty. Choose it again."))
    return content


def _media_type(content: bytes) -> str:
    """What the bytes are, whatever the file is called."""
    if content.startswith(_PDF):
        return "application/pdf"
    try:
        return pictures.inspect(content).kind.value
    except pictures.Refused:
        raise NotAPaper(gettext("Attach a PDF, or a photo as JPEG, PNG, WebP or HEIC.")) from None
