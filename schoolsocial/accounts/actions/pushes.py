"""Telling somebody on their own devices: switching it on and off, and what is on its way there.

Every end is final: the row goes, with its address and keys and all that was on its way.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts import push_messages, push_setup, tasks, tokens
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Notice, Person, Push, PushDevice, School
from schoolsocial.accounts.notice_kinds import KINDS
from schoolsocial.audit import actions as audit
from schoolsocial.celery import ring
from schoolsocial.tenancy import scope

MOST_DEVICES = 10
TRY_LASTS = timedelta(minutes=10)


class TooManyDevices(Refusal):
    sentence = format_lazy(
        _("You are told on {most} devices already. Switch one off first."),
        most=MOST_DEVICES,
    )


class TryUnderWay(Refusal):
    sentence = _("A try is on its way to that device. Wait a few minutes before you send another.")


class NotHere(Refusal):
    sentence = _("You are not told on this device any more. Switch it on again.")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a browser is reached, and the keys to seal for it, as it told them."""

    endpoint: str
    p256dh: str
    auth: str

    @property
    def hashed(self) -> str:
        return tokens.hashed(self.endpoint)

    def sealed(self, person_id: int) -> bytes:
        """As it may be stored in a device of that person's. Raises ``NotSetUp``."""
        words = json.dumps([self.endpoint, self.p256dh, self.auth])
        return push_setup.box().seal(words, person_id, self.hashed)


@dataclass(frozen=True, slots=True)
class SwitchedOn:
    """A device and the key its browser carries from now on, kept nowhere else."""

    device: PushDevice
    key: str


@transaction.atomic
def switch_on(*, person: Person, label: str, address: Address, now: datetime) -> SwitchedOn:
    """Tell the person on this browser from now on, and nobody else. Raises ``NotSetUp``,
    ``TooManyDevices``.
    """
    server_key, key = push_setup.server_key(), tokens.new()
    Person.objects.select_for_update().get(pk=person.pk)
    _take_over(address)
    with scope.person(person.pk):
        if PushDevice.objects.count() >= MOST_DEVICES:
            raise TooManyDevices
        device = PushDevice.objects.create(
            person=person,
            label=label,
            address_hash=address.hashed,
            sealed=address.sealed(person.pk),
            server_key=server_key.mark,
            key_hash=tokens.hashed(key),
            added_at=now,
            seen_on=timezone.localdate(now),
        )
    audit.record(school_id=None, by=person.pk, verb="push.switched_on", subject=device, at=now)
    return SwitchedOn(device, key)


@transaction.atomic
def renew(*, device: PushDevice, address: Address, now: datetime) -> None:
    """The browser has a new address, or our key is new; it is the same device. Raises
    ``NotSetUp``, ``NotHere``.
    """
    server_key = push_setup.server_key()
    _take_over(address, but=device.pk)
    with scope.person(device.person_id):
        changed = PushDevice.objects.filter(pk=device.pk).update(
            address_hash=address.hashed,
            sealed=address.sealed(device.person_id),
            server_key=server_key.mark,
            gone_at=None,
        )
    if not changed:
        raise NotHere
    audit.record(school_id=None, by=device.person_id, verb="push.renewed", subject=device, at=now)


@transaction.atomic
def switch_off(*, device: PushDevice, by: int | None, why: str) -> None:
    """Never tell anybody there again; ``why`` is a short code. Once is enough."""
    with scope.person(device.person_id):
        gone, _ = PushDevice.objects.filter(pk=device.pk).delete()
    if gone:
        audit.record(
            school_id=None,
            by=by,
            verb="push.switched_off",
            details={"device": device.pk, "of": device.person_id, "why": why},
        )


@transaction.atomic
def switch_all_off(*, person: Person, by: int | None, why: str, but: Collection[int] = ()) -> None:
    """Every device of the person's, ``but`` those."""
    with scope.person(person.pk):
        devices = list(PushDevice.objects.exclude(pk__in=but).order_by("pk"))
    for device in devices:
        switch_off(device=device, by=by, why=why)


def see(*, device: PushDevice, now: datetime) -> None:
    """Its person signed in there. No event: the sign-in has its own."""
    with scope.person(device.person_id):
        PushDevice.objects.filter(pk=device.pk).update(seen_on=timezone.localdate(now))


def queue(*, school: School, notice: Notice, leaves_at: datetime | None, now: datetime) -> None:
    """Put a notice on its way to each device of its reader, in the current transaction; it leaves
    when its mail does.
    """
    if not push_setup.is_set_up():
        return
    leaves = max(leaves_at or now, now)
    made = [
        Push(
            school=school,
            person_id=notice.person_id,
            device_id=device,
            notice=notice,
            queued_at=now,
            next_try_at=leaves,
            worth_until=leaves + push_messages.worth(KINDS[notice.kind]),
        )
        for device in _reachable(notice.person_id)
    ]
    for push in Push.objects.bulk_create(made) if made else []:
        if leaves == now:
            transaction.on_commit(partial(ring, tasks.deliver_push, school.pk, push.pk))


@transaction.atomic
def try_out(*, school: School, device: PushDevice, now: datetime) -> None:
    """Send a notice of nothing to one's own device. Raises ``NotSetUp``, ``TryUnderWay``."""
    push_setup.server_key()
    with scope.person(device.person_id):
        PushDevice.objects.select_for_update().filter(pk=device.pk).first()
    waiting = Push.objects.filter(device=device.pk, notice=None, state=Push.State.WAITING)
    if waiting.exists():
        raise TryUnderWay
    push = Push.objects.create(
        school=school,
        person_id=device.person_id,
        device_id=device.pk,
        queued_at=now,
        next_try_at=now,
        worth_until=now + TRY_LASTS,
    )
    audit.record(school_id=school.pk, by=device.person_id, verb="push.tried", subject=push, at=now)
    transaction.on_commit(partial(ring, tasks.deliver_push, school.pk, push.pk))


def _reachable(person_id: int) -> list[int]:
    mark = push_setup.server_key().mark
    with scope.person(person_id):
        rows = PushDevice.objects.filter(person=person_id).reachable(mark)
        return list(rows.order_by("pk").values_list("pk", flat=True))


def _take_over(address: Address, *, but: int = 0) -> None:
    """Whoever was told by this browser before is so no longer."""
    with scope.platform():
        before = list(PushDevice.objects.filter(address_hash=address.hashed).exclude(pk=but))
    for device in before:
        switch_off(device=device, by=None, why="taken-over")
