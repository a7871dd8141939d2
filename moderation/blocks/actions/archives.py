"""Reading the list of blocks in the archive that X hands out, and nothing else in it."""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from moderation.blocks import judging
from moderation.blocks.errors import Refusal
from moderation.blocks.models import BlockReading
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.x.archive.reading import Accounts, Archive, Owner
from schoolsocial.x.archive.refusals import Reason, Refused
from schoolsocial.x.models import Account

MOST_LISTED = 200_000


class NoDate(Refusal):
    """A list without a day says nothing of what was done since."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "This archive does not say when X made it. Download it from X once more "
                "and choose the ZIP as it is."
            )
        )


class Older(Refusal):
    """A later list was read already."""

    def __init__(self) -> None:
        super().__init__(
            gettext("A later list of this account was read already. Choose a newer archive.")
        )


class BeingRead(Refusal):
    """One reading of an account at a time."""

    def __init__(self) -> None:
        super().__init__(
            gettext("The list of this account is being read now. Try again in some minutes.")
        )


class NoList(Refusal):
    """The archive has no list of blocks, which X gives even where it is empty."""

    def __init__(self) -> None:
        super().__init__(
            gettext("This archive holds no list of blocks. Download the whole archive from X.")
        )


def read(
    *, account: Account, upload: "UploadedFile[bytes]", by: Person, now: datetime
) -> BlockReading:
    """Hold the archive's list of blocks against what was decided.

    What was said after X made it is not judged by it, and it knows numbers only: of a block known
    by its name alone it says nothing. Raises ``x.archive.refusals.Refused``, ``NoDate``,
    ``NoList``, ``Older``, ``BeingRead``.
    """
    archive = Archive(cast("BinaryIO", upload.file))
    if not _is_of(archive.owner, account):
        raise Refused(Reason.OTHER_ACCOUNT)
    if archive.made_at is None or archive.made_at > now:
        raise NoDate
    if not archive.has(Accounts.BLOCK):
        raise NoList
    listed = dict.fromkeys(_listed(archive), "")
    try:
        with transaction.atomic():
            return _take_in(account, listed, archive.made_at, by, now)
    except IntegrityError as clash:
        if "blockreading_one_at_a_time" not in str(clash):
            raise
        raise BeingRead from None


def _take_in(
    account: Account, listed: dict[str, str], made_at: datetime, by: Person, now: datetime
) -> BlockReading:
    later = BlockReading.objects.complete().filter(account=account, began_at__gte=made_at)
    if later.exists():
        raise Older
    reading = BlockReading.objects.create(
        school_id=account.school_id,
        account=account,
        source=BlockReading.Source.ARCHIVE,
        began_at=made_at,
        pages=1,
        listed=len(listed),
        next_try_at=now,
    )
    judging.sight(reading, listed, as_of=made_at, now=now)
    judging.conclude(reading, now)
    reading.state, reading.ended_at = BlockReading.State.COMPLETE, now
    reading.save(update_fields=["state", "ended_at"])
    audit.record(
        school_id=account.school_id,
        by=by.pk,
        verb="blocks.archive_read",
        subject=reading,
        details={"listed": len(listed)},
        at=now,
    )
    return reading


def _listed(archive: Archive) -> Iterator[str]:
    for count, number in enumerate(archive.accounts(Accounts.BLOCK), start=1):
        if count > MOST_LISTED:
            raise Refused(Reason.TOO_MANY)
        yield number


def _is_of(owner: Owner, account: Account) -> bool:
    """By X's number where that is known; an account by hand is known by its handle."""
    if account.x_user_id:
        return owner.id == account.x_user_id
    return owner.handle.casefold() == account.handle.casefold()
