"""Looking whom an account really follows: from X, from its archive, or from a pasted list."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Q

from moderation.following import deciding, errors, settling, tasks, telling
from moderation.following.models import FollowingReading, FollowingSighting
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.celery import ring
from schoolsocial.x.archive.reading import Accounts, Archive, Owner
from schoolsocial.x.archive.refusals import Reason, Refused
from schoolsocial.x.models import Account

MOST = 20_000
Source = FollowingReading.Source


def start(*, account: Account, by: Person, now: datetime) -> FollowingReading:
    """Read the list from X. Raises ``NotReadable``, ``StillReading``."""
    if not account.connected:
        raise errors.NotReadable
    with transaction.atomic():
        reading = _begin(account, Source.X, by, now, next_try_at=now)
        _note("following.reading_begun", reading, by, now)
        transaction.on_commit(partial(ring, tasks.read, reading.school_id, reading.pk))
    return reading


def paste(
    *, account: Account, handles: Sequence[str], whole: bool, by: Person, now: datetime
) -> FollowingReading:
    """Compare with a list that somebody copied from X; only a ``whole`` one misses anybody.

    Raises ``NobodyNamed``, ``TooMany``, ``StillReading``.
    """
    if not handles:
        raise errors.NobodyNamed
    if len(handles) > MOST:
        raise errors.TooMany(MOST)
    with transaction.atomic():
        given_up = _make_room(account, now)
        reading = _begin(account, Source.PASTED, by, now, whole=whole)
        shown = [FollowingSighting(handle=handle) for handle in handles]
        return _settle(reading, shown, given_up, now)


def take_archive(
    *, account: Account, upload: "UploadedFile[bytes]", by: Person, now: datetime
) -> FollowingReading:
    """Compare with the list in the account's archive, which holds numbers only. Nothing else of
    the archive is read, and nothing of it is kept.

    Raises ``Refused``, ``TooMany``, ``StillReading``.
    """
    archive = Archive(cast("BinaryIO", upload.file))
    if not _is_of(archive.owner, account):
        raise Refused(Reason.OTHER_ACCOUNT)
    numbers = list(islice(archive.accounts(Accounts.FOLLOWING), MOST + 1))
    if len(numbers) > MOST:
        raise errors.TooMany(MOST)
    with transaction.atomic():
        given_up = _make_room(account, now)
        made_at, whole = min(archive.made_at or now, now), archive.made_at is not None
        reading = _begin(account, Source.ARCHIVE, by, made_at, whole=whole)
        shown = [FollowingSighting(x_user_id=number) for number in numbers]
        return _settle(reading, shown, given_up, now)


def _make_room(account: Account, now: datetime) -> FollowingReading | None:
    """A list at hand counts more than a reading that waits for X, perhaps for ever: that reading,
    given up, where there was one.
    """
    deciding.hold(account)
    rows = FollowingReading.objects.under_way().select_for_update(of=("self",))
    waiting = rows.filter(Q(held_until=None) | Q(held_until__lt=now), account=account).first()
    if waiting is not None:
        waiting.sightings.all().delete()
        waiting.outcome, waiting.ended_at = FollowingReading.Outcome.GAVE_UP, now
        waiting.save(update_fields=["outcome", "ended_at"])
    return waiting


def _begin(
    account: Account, source: FollowingReading.Source, by: Person, at: datetime, **fields: object
) -> FollowingReading:
    try:
        with transaction.atomic():
            return FollowingReading.objects.create(
                school_id=account.school_id,
                account=account,
                source=source,
                asked_by=by,
                began_at=at,
                **fields,
            )
    except IntegrityError as clash:
        if "following_one_reading" not in str(clash):
            raise
        raise errors.StillReading from None


def _settle(
    reading: FollowingReading,
    shown: Sequence[FollowingSighting],
    given_up: FollowingReading | None,
    now: datetime,
) -> FollowingReading:
    for one in shown:
        one.school_id, one.reading = reading.school_id, reading
    reading.shown = settling.stage(reading, shown)
    if settling.settle(reading, now):
        telling.the_leaders(reading.account.school, now)
    if given_up is not None:
        _note("following.reading_given_up", given_up, reading.asked_by, now)
    return reading


def _note(verb: str, reading: FollowingReading, by: Person | None, now: datetime) -> None:
    audit.record(
        school_id=reading.school_id,
        by=by.pk if by else None,
        verb=verb,
        subject=reading,
        details={"source": str(reading.source)},
        at=now,
    )


def _is_of(owner: Owner, account: Account) -> bool:
    """By X's number where that is known; an account by hand is known by its handle."""
    if account.x_user_id:
        return owner.id == account.x_user_id
    return owner.handle.casefold() == account.handle.casefold()
