"""Registering the addresses that are told, and what a person does with them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Person, School
from schoolsocial.api import standard_webhooks, webhook_secrets
from schoolsocial.api.models import Webhook
from schoolsocial.api.queries import webhooks as queries
from schoolsocial.audit import actions as audit

BOTH_SIGN = timedelta(hours=24)


class AddressKnown(Refusal):
    sentence = _("This address is registered already.")


class Registered(NamedTuple):
    """A webhook and its secret, which is shown once and kept sealed."""

    webhook: Webhook
    secret: str


def register(
    *, school: School, by: Person, address: str, events: Sequence[str], now: datetime
) -> Registered:
    """Tell this address of what happens from now on. Raises ``AddressKnown``,
    ``webhook_secrets.NoKey``."""
    secret = standard_webhooks.new_secret()
    try:
        with transaction.atomic():
            webhook = Webhook.objects.create(
                school=school,
                address=address,
                events=list(events),
                reached=queries.head_of_chain(school.pk),
                created_by=by,
                created_at=now,
            )
            webhook.secret = webhook_secrets.sealed(secret, webhook)
            webhook.save(update_fields=["secret"])
            _record(webhook, by, "api.webhook_registered", now)
    except IntegrityError as clash:
        if "webhook_once" not in str(clash):
            raise
        raise AddressKnown from None
    return Registered(webhook, secret)


def rotate(*, webhook: Webhook, by: Person, now: datetime) -> Registered:
    """A new secret; for a day the one before signs too. Raises ``webhook_secrets.NoKey``."""
    secret = standard_webhooks.new_secret()
    with transaction.atomic():
        held = _lock(webhook)
        held.previous_secret, held.previous_until = held.secret, now + BOTH_SIGN
        held.secret = webhook_secrets.sealed(secret, held)
        held.save(update_fields=["secret", "previous_secret", "previous_until"])
        _record(held, by, "api.webhook_rotated", now)
    return Registered(held, secret)


def switch_off(*, webhook: Webhook, by: Person, now: datetime) -> None:
    """Send nothing there any more; what happens meanwhile waits. Twice is once."""
    with transaction.atomic():
        held = _lock(webhook)
        if held.disabled_at is None:
            held.disabled_at, held.disabled_why = now, "person"
            held.save(update_fields=["disabled_at", "disabled_why"])
            _record(held, by, "api.webhook_off", now)


def switch_on(*, webhook: Webhook, by: Person, now: datetime) -> None:
    """Send there again, what waited first. Twice is once."""
    with transaction.atomic():
        held = _lock(webhook)
        if held.disabled_at is not None:
            held.disabled_at, held.disabled_why = None, ""
            held.failing_since = held.wait_until = None
            held.save(update_fields=["disabled_at", "disabled_why", "failing_since", "wait_until"])
            _record(held, by, "api.webhook_on", now)


def remove(*, webhook: Webhook, by: Person, now: datetime) -> None:
    """Forget the address and what was delivered to it."""
    with transaction.atomic():
        held = _lock(webhook)
        _record(held, by, "api.webhook_removed", now)
        held.delete()


def _lock(webhook: Webhook) -> Webhook:
    return Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)


def _record(webhook: Webhook, by: Person, verb: str, now: datetime) -> None:
    audit.record(school_id=webhook.school_id, by=by.pk, verb=verb, subject=webhook, at=now)
