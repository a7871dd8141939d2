"""Messages that a person sends, or sends again."""

import secrets
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Person
from schoolsocial.api import tasks
from schoolsocial.api.models import Delivery, Webhook
from schoolsocial.api.models.webhooks import PING
from schoolsocial.audit import actions as audit
from schoolsocial.celery import ring


class SwitchedOff(Refusal):
    sentence = _("Nothing is sent to this address: switch it on first.")


def ping(*, webhook: Webhook, by: Person, now: datetime) -> Delivery:
    """Send a test message. Raises ``SwitchedOff``."""
    with transaction.atomic():
        held = _ready(webhook)
        delivery = Delivery.objects.create(
            school_id=held.school_id,
            webhook=held,
            message=f"msg_{held.school_id}_test_{secrets.token_hex(6)}",
            event=PING,
            happened_at=now,
            queued_at=now,
            next_try_at=now,
        )
        _record(held, by, "api.webhook_pinged", 1, now)
        _ring(delivery)
    return delivery


def replay(*, delivery: Delivery, by: Person, now: datetime) -> None:
    """Send a message again under its own id. Raises ``SwitchedOff``."""
    with transaction.atomic():
        held = _ready(delivery.webhook)
        again = _begin_anew(held, now, pk=delivery.pk)
        _record(held, by, "api.deliveries_replayed", again, now)
        _ring(delivery)


def replay_since(*, webhook: Webhook, by: Person, since: datetime, now: datetime) -> int:
    """Send again all that happened since then; how many. Raises ``SwitchedOff``."""
    with transaction.atomic():
        held = _ready(webhook)
        again = _begin_anew(held, now, happened_at__gte=since)
        _record(held, by, "api.deliveries_replayed", again, now)
        first = Delivery.objects.filter(webhook=held).due(now).order_by("next_try_at", "pk").first()
        if first is not None:
            _ring(first)
    return again


def _ready(webhook: Webhook) -> Webhook:
    """The webhook locked, its pause after a failure over: somebody wants to see it now."""
    held = Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)
    if held.disabled_at is not None:
        raise SwitchedOff
    held.wait_until = None
    held.save(update_fields=["wait_until"])
    return held


def _begin_anew(webhook: Webhook, now: datetime, **which: object) -> int:
    """As if it had just been queued; what a worker has in its hands is left there."""
    found = Delivery.objects.filter(webhook=webhook, **which).exclude(claimed_until__gt=now)
    return found.update(
        state=Delivery.State.WAITING, tries=0, next_try_at=now, delivered_at=None, trouble=""
    )


def _ring(delivery: Delivery) -> None:
    transaction.on_commit(partial(ring, tasks.deliver, delivery.school_id, delivery.pk))


def _record(webhook: Webhook, by: Person, verb: str, count: int, now: datetime) -> None:
    audit.record(
        school_id=webhook.school_id,
        by=by.pk,
        verb=verb,
        subject=webhook,
        details={"messages": count},
        at=now,
    )
