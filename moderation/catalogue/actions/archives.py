"""Taking an archive of an account, to fill the back-catalogue."""

import secrets
from datetime import datetime
from functools import partial
from typing import BinaryIO, cast

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from moderation.catalogue import tasks
from moderation.catalogue.jobs.archives import FOLDER
from moderation.catalogue.models import ArchiveImport
from moderation.drafts.errors import Refusal
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.celery import ring
from schoolsocial.x.archive.reading import Archive, Owner
from schoolsocial.x.archive.refusals import Reason, Refused
from schoolsocial.x.models import Account


class StillReading(Refusal):
    """One archive of an account at a time."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "An archive of this account is still being read. Wait until it is done, "
                "then choose the next."
            )
        )


def receive(
    *, account: Account, by: Person, upload: "UploadedFile[bytes]", now: datetime
) -> ArchiveImport:
    """Look at whose archive it is, and keep it until a worker has read it.

    Raises ``x.archive.refusals.Refused``, ``StillReading``.
    """
    archive = Archive(cast("BinaryIO", upload.file))
    if not is_of(archive.owner, account):
        raise Refused(Reason.OTHER_ACCOUNT)
    upload.seek(0)
    name = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}", upload)
    try:
        with transaction.atomic():
            made = ArchiveImport.objects.create(
                school_id=account.school_id,
                account=account,
                by=by,
                at=now,
                made_at=min(archive.made_at or now, now),
                file=name,
            )
            audit.record(
                school_id=account.school_id,
                by=by.pk,
                verb="archive.received",
                subject=made,
                at=now,
            )
            transaction.on_commit(partial(ring, tasks.read_archive, made.school_id, made.pk))
    except IntegrityError as clash:
        default_storage.delete(name)
        if "archive_one_at_a_time" not in str(clash):
            raise
        raise StillReading from None
    return made


def is_of(owner: Owner, account: Account) -> bool:
    """By X's number where that is known; an account by hand is known by its handle."""
    if account.x_user_id:
        return owner.id == account.x_user_id
    return owner.handle.casefold() == account.handle.casefold()
