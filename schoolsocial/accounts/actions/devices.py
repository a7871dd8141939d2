"""The school's own devices and networks."""

import secrets
from datetime import date, datetime, timedelta
from ipaddress import ip_network
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts import tokens
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Device, Network, Person, School
from schoolsocial.audit import actions as audit

CODE_LASTS = timedelta(hours=1)
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another
_CODE_LENGTH = 10  # of 30 letters: 49 bits, good for an hour
_WIDEST = {4: 8, 6: 29}  # the shortest prefixes that can be one school's, by IP version


class NoSuchCode(Refusal):
    sentence = _(
        "That code is wrong, was used, or is older than an hour. Check it, or ask for a new one."
    )


class LabelTaken(Refusal):
    sentence = _("Another device of the school has this name. Choose another one.")


class NotARange(Refusal):
    sentence = _("Enter a range of addresses, such as 81.2.69.144/29 or 2001:db8:1::/48.")


class TooWide(Refusal):
    sentence = _("That range is wider than any school's. Ask whoever provides the connection.")


class NetworkKnown(Refusal):
    sentence = _("These addresses are already entered.")


class Added(NamedTuple):
    """A device and the code that is typed on it once, which is shown once and kept nowhere."""

    device: Device
    code: str


class Registered(NamedTuple):
    """A device and the key its browser carries from now on, kept nowhere else."""

    device: Device
    key: str


def add(*, school: School, by: Person, label: str, now: datetime) -> Added:
    """Name a device and get its code, good for an hour. Raises ``LabelTaken``."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))
    try:
        with transaction.atomic():
            device = Device.objects.create(
                school=school,
                label=label,
                added_by=by,
                added_at=now,
                code_hash=_code_hash(school.pk, code),
                code_expires_at=now + CODE_LASTS,
            )
            _record(device, by, "device.added", now)
    except IntegrityError as clash:
        if "device_one_label" not in str(clash):
            raise
        raise LabelTaken from None
    half = _CODE_LENGTH // 2
    return Added(device, f"{code[:half]}-{code[half:]}")


def register(*, school: School, by: Person, code: str, now: datetime) -> Registered:
    """Turn a code into the key of the browser it was typed in. Raises ``NoSuchCode``."""
    typed = "".join(sign for sign in code.upper() if sign.isalnum())
    with transaction.atomic():
        waiting = Device.objects.filter(school=school).waiting(now).select_for_update(of=("self",))
        device = waiting.filter(code_hash=_code_hash(school.pk, typed)).first()
        if device is None:
            raise NoSuchCode
        key = tokens.new()
        device.code_hash, device.key_hash = "", tokens.hashed(key)
        device.registered_at = now
        device.save(update_fields=["code_hash", "key_hash", "registered_at"])
        _record(device, by, "device.registered", now)
    return Registered(device, key)


def revoke(*, device: Device, by: Person, now: datetime) -> None:
    """Trust a device no longer, from its next request on. Twice is once."""
    with transaction.atomic():
        held = Device.objects.select_for_update(of=("self",)).get(pk=device.pk)
        if held.revoked_at is None:
            held.revoked_at = now
            held.save(update_fields=["revoked_at"])
            _record(held, by, "device.revoked", now)


def see(*, device: Device, day: date) -> None:
    """Note the day, once a day, so that a device nobody uses can be found. No event: it is no act
    of anybody's.
    """
    if device.seen_on != day:
        Device.objects.filter(pk=device.pk).not_seen_on(day).update(seen_on=day)


def add_network(
    *, school: School, by: Person, label: str, addresses: str, now: datetime
) -> Network:
    """Count a range of addresses as the school's. Raises ``NotARange``, ``TooWide``,
    ``NetworkKnown``.
    """
    try:
        found = ip_network(addresses.strip(), strict=False)
    except ValueError:
        raise NotARange from None
    if found.prefixlen < _WIDEST[found.version]:
        raise TooWide
    try:
        with transaction.atomic():
            network = Network.objects.create(
                school=school, label=label, addresses=str(found), added_by=by, added_at=now
            )
            _record(network, by, "network.added", now)
    except IntegrityError as clash:
        if "network_once" not in str(clash):
            raise
        raise NetworkKnown from None
    return network


def remove_network(*, network: Network, by: Person, now: datetime) -> None:
    """Count these addresses as the school's no longer."""
    with transaction.atomic():
        _record(network, by, "network.removed", now)
        network.delete()


def _code_hash(school_id: int, code: str) -> str:
    """Keyed, since a code is short enough to be tried."""
    words = f"{school_id}:{code}"
    return salted_hmac("schoolsocial.accounts.device_code", words, algorithm="sha256").hexdigest()


def _record(subject: Device | Network, by: Person, verb: str, now: datetime) -> None:
    audit.record(school_id=subject.school_id, by=by.pk, verb=verb, subject=subject, at=now)
