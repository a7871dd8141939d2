"""Sweeps as people begin and stop them, and how often they begin by themselves."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import BinaryIO, cast

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from moderation.catalogue.actions.archives import is_of
from moderation.drafts.errors import Refusal
from moderation.followers import staging, sweeping, tasks
from moderation.followers.errors import NoHandles, NotConnected, NotTheOwner, OlderArchive
from moderation.followers.jobs.sources import FOLDER, forget
from moderation.followers.models import Sweep, SweepPlan
from moderation.followers.people import of_handles
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.celery import ring
from schoolsocial.x.archive.reading import Accounts, Archive
from schoolsocial.x.archive.refusals import Reason, Refused
from schoolsocial.x.models import Account

Source, State = Sweep.Source, Sweep.State


def begin(*, account: Account, by: Person, now: datetime) -> Sweep:
    """Read now who follows the account.

    Raises ``NotConnected`` and what ``sweeping.begin`` raises.
    """
    if not account.connected:
        raise NotConnected
    with transaction.atomic():
        sweep = sweeping.begin(account=account, source=Source.X, by=by, now=now)
        transaction.on_commit(partial(ring, tasks.carry_on, sweep.school_id, sweep.pk))
    return sweep


def stop(*, sweep: Sweep, by: Person, now: datetime) -> None:
    """End it before its end. One that has ended by then stays as it is."""
    with transaction.atomic():
        rows = Sweep.objects.select_for_update(of=("self",)).running()
        row = rows.filter(pk=sweep.pk).first()
        if row is not None:
            transaction.on_commit(partial(forget, row.file))
            sweeping.stop(row, trouble="by-hand", by=by, now=now)


def plan(*, account: Account, every_days: int, on: bool, by: Person, now: datetime) -> SweepPlan:
    """How often sweeps begin by themselves, or that none does. The first begins at once."""
    with transaction.atomic():
        kept = SweepPlan.objects.select_for_update().get(pk=sweeping.plan_of(account).pk)
        kept.every_days = every_days
        kept.next_at = (kept.next_at or now) if on else None
        kept.save()
        _note(kept, "sweeps.planned", by, now, {"days": every_days, "on": on})
    return kept


def agree(*, account: Account, yes: bool, by: Person, now: datetime) -> SweepPlan:
    """The owner of a staff account agrees that its followers are read, or no longer.

    Without it what is read at this moment stops. Raises ``NotTheOwner``.
    """
    if account.owner_id != by.pk:
        raise NotTheOwner
    with transaction.atomic():
        kept = SweepPlan.objects.select_for_update().get(pk=sweeping.plan_of(account).pk)
        kept.consented_by, kept.consented_at = (by, now) if yes else (None, None)
        kept.next_at = kept.next_at if yes else None
        kept.save()
        _note(kept, "sweeps.agreed" if yes else "sweeps.refused", by, now)
        for sweep in () if yes else Sweep.objects.running().filter(account=account):
            stop(sweep=sweep, by=by, now=now)
    return kept


def paste(*, account: Account, handles: Sequence[str], by: Person, now: datetime) -> Sweep:
    """Take over handles that somebody copied; nobody is declared gone by such a list.

    Raises ``NoHandles`` and what ``sweeping.begin`` raises.
    """
    told = of_handles(handles)
    if not told:
        raise NoHandles
    with transaction.atomic():
        sweep = sweeping.begin(account=account, source=Source.LIST, by=by, now=now)
        staging.keep_page(sweep=sweep, key="", told=told, now=now)
        sweeping.finish(sweep, now)
    return sweep


def receive(*, account: Account, upload: "UploadedFile[bytes]", by: Person, now: datetime) -> Sweep:
    """Take an archive of the account: a worker reads the followers in it, and nothing else.

    Raises ``x.archive.refusals.Refused``, ``OlderArchive`` and what ``sweeping.begin`` raises.
    """
    archive = Archive(cast("BinaryIO", upload.file))
    if not is_of(archive.owner, account):
        raise Refused(Reason.OTHER_ACCOUNT)
    if not archive.has(Accounts.FOLLOWER):
        raise Refused(Reason.PART_MISSING)
    if _is_known_better(account, archive.made_at or now):
        raise OlderArchive
    upload.seek(0)
    name = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}", upload)
    try:
        with transaction.atomic():
            sweep = sweeping.begin(
                account=account, source=Source.ARCHIVE, by=by, now=now, file=name
            )
            transaction.on_commit(partial(ring, tasks.carry_on, sweep.school_id, sweep.pk))
    except Refusal:
        default_storage.delete(name)
        raise
    return sweep


def _is_known_better(account: Account, made_at: datetime) -> bool:
    """Whether a whole sweep began after X made the archive: it would bring back who has left."""
    whole = Sweep.objects.filter(account=account, whole=True, state=State.DONE)
    return whole.filter(began_at__gt=made_at).exists()


def _note(
    kept: SweepPlan,
    verb: str,
    by: Person,
    now: datetime,
    details: dict[str, audit.Detail] | None = None,
) -> None:
    audit.record(
        school_id=kept.school_id, by=by.pk, verb=verb, subject=kept, details=details, at=now
    )
