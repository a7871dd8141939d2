"""Delivering messages to webhooks: at least once, each under the id it always has.

A worker claims a message in one transaction, sends it outside any, and writes down what came of
it in another. A worker that dies in between leaves a claim that lapses, and the message is sent
again under the same id. To one address one message is on its way at a time, and after a failure
none for a minute: a slow receiver has a worker for a sixth of the time, and the others get theirs.
"""

import json
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.api import outgoing, standard_webhooks, webhook_secrets
from schoolsocial.api.models import Delivery, Webhook
from schoolsocial.api.outgoing import Outcome
from schoolsocial.api.queries import webhooks as queries
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope

AT_ONCE = 200
CLAIM_LASTS = timedelta(seconds=60)  # longer than one sending can take, name look-up included
FAILS_FOR = timedelta(days=3)
QUIET_FOR = timedelta(minutes=1)
WAITS = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    *[timedelta(hours=24)] * 3,
]
"""Before the second try, the third, …; after the last a message is given up."""
OFF = "webhook-off"


def due() -> list[tuple[int, int]]:
    """(school, delivery) ids of what is to be sent now."""
    with scope.platform():
        return queries.due(timezone.now(), AT_ONCE)


def deliver(school_id: int, delivery_id: int) -> int | None:
    """Send one message if it is due. May be called any number of times, by several.

    Once it has arrived, the id of what is due to the same address.
    """
    delivery = _claim(school_id, delivery_id)
    if delivery is None:
        return None
    body = body_of(delivery)
    outcome = outgoing.post(
        delivery.webhook.address,
        body,
        _headers(delivery, body, timezone.now()),
        may_be_local=settings.WEBHOOKS_MAY_BE_LOCAL,
    )
    _record(delivery, outcome)
    return _following(delivery) if outcome.arrived else None


def body_of(delivery: Delivery) -> bytes:
    """The message, the same bytes in every try."""
    told = {
        "type": delivery.event,
        "timestamp": delivery.happened_at.isoformat(),
        "data": delivery.data,
    }
    return json.dumps(told, sort_keys=True).encode()


def _claim(school_id: int, delivery_id: int) -> Delivery | None:
    with scope.school(school_id):
        now = timezone.now()
        wanted = Delivery.objects.due(now).filter(pk=delivery_id)
        free = Webhook.objects.ready(now).select_for_update(skip_locked=True, of=("self",))
        webhook = free.filter(pk__in=wanted.values("webhook")).first()
        if webhook is None or webhook.deliveries.under_way(now).exists():
            return None
        delivery = wanted.select_related("webhook__school").first()
        if delivery is None:
            return None
        delivery.claimed_until, delivery.tried_at = now + CLAIM_LASTS, now
        delivery.tries += 1
        delivery.save(update_fields=["claimed_until", "tried_at", "tries"])
    return delivery


def _headers(delivery: Delivery, body: bytes, now: datetime) -> dict[str, str]:
    signed = standard_webhooks.headers(
        message=delivery.message,
        at=now,
        body=body,
        secrets_in_use=webhook_secrets.in_use(delivery.webhook, now),
    )
    return {"Content-Type": "application/json", "User-Agent": "SchoolSocial/1", **signed}


def _record(delivery: Delivery, outcome: Outcome) -> None:
    """Write down what came of it, unless another worker has taken the message over."""
    with scope.school(delivery.school_id):
        now = timezone.now()
        webhooks = Webhook.objects.select_for_update(of=("self",)).select_related("school")
        webhook = webhooks.filter(pk=delivery.webhook_id).first()
        mine = Delivery.objects.filter(pk=delivery.pk, tries=delivery.tries)
        mine = mine.filter(claimed_until=delivery.claimed_until)
        if webhook is None or not mine.update(**_outcome_as_fields(delivery, outcome, now)):
            return
        _judge(webhook, outcome, now)


def _following(delivery: Delivery) -> int | None:
    with scope.school(delivery.school_id):
        due = Delivery.objects.due(timezone.now()).filter(webhook=delivery.webhook_id)
        return due.order_by("next_try_at", "pk").values_list("pk", flat=True).first()


def _outcome_as_fields(delivery: Delivery, outcome: Outcome, now: datetime) -> dict[str, object]:
    told = {"claimed_until": None, "status_code": outcome.status, "trouble": outcome.trouble}
    if outcome.arrived:
        state, times = Delivery.State.DELIVERED, {"next_try_at": None, "delivered_at": now}
    elif delivery.tries > len(WAITS):
        state, times = Delivery.State.GIVEN_UP, {"next_try_at": None}
    else:
        state, times = Delivery.State.WAITING, {"next_try_at": now + _pause(delivery.tries)}
    return {"state": state, **times, **told}


def _pause(tries: int) -> timedelta:
    """A tenth more or less, so that what failed together does not come back together."""
    return WAITS[tries - 1] * (0.9 + secrets.randbelow(21) / 100)


def _judge(webhook: Webhook, outcome: Outcome, now: datetime) -> None:
    """Switch off an address that has failed for days, and tell those who look after it."""
    if outcome.arrived:
        webhook.failing_since = None
    else:
        webhook.failing_since = webhook.failing_since or now
        webhook.wait_until = now + QUIET_FOR
    if webhook.failing_since and now - webhook.failing_since >= FAILS_FOR:
        webhook.disabled_at, webhook.disabled_why = now, "failing"
        audit.record(
            school_id=webhook.school_id, by=None, verb="api.webhook_failed", subject=webhook, at=now
        )
        _tell(webhook, now)
    webhook.save(update_fields=["failing_since", "wait_until", "disabled_at", "disabled_why"])


def _tell(webhook: Webhook, now: datetime) -> None:
    path = reverse("api:home", kwargs={"school": webhook.school.slug})
    able = Membership.objects.able_to(Permission.MANAGE_API)
    for address in able.values_list("person__email", flat=True):
        letters.queue(school=webhook.school, to=address, kind=OFF, path=path, now=now)
