"""A webhook, the messages to it, and time that passes."""

from datetime import timedelta

from django.utils import timezone

from schoolsocial.accounts.models import Person, School
from schoolsocial.api.actions import deliveries, webhooks
from schoolsocial.api.jobs import announcing, delivering
from schoolsocial.api.models import Delivery, Happening, Webhook
from schoolsocial.tenancy import scope

ALL = Happening.values


def register(
    school: School, by: Person, address: str, events: list[str] | None = None
) -> webhooks.Registered:
    with scope.school(school.pk):
        return webhooks.register(
            school=school, by=by, address=address, events=events or ALL, now=timezone.now()
        )


def announce_all() -> None:
    """Every webhook that is behind looks at what happened."""
    for school_id, webhook_id in announcing.behind():
        announcing.announce(school_id, webhook_id)


def deliver_due() -> None:
    """One round of the worker: what is due is sent, and what follows it."""
    for school_id, delivery_id in delivering.due():
        following: int | None = delivery_id
        while following is not None:
            following = delivering.deliver(school_id, following)


def ping(webhook: Webhook, by: Person) -> Delivery:
    with scope.school(webhook.school_id):
        return deliveries.ping(webhook=webhook, by=by, now=timezone.now())


def deliveries_of(webhook: Webhook) -> list[Delivery]:
    """Its messages, the oldest first."""
    with scope.school(webhook.school_id):
        return list(Delivery.objects.filter(webhook=webhook).order_by("pk"))


def state_of(webhook: Webhook) -> Webhook:
    with scope.school(webhook.school_id):
        return Webhook.objects.get(pk=webhook.pk)


def bring_forward(webhook: Webhook, by: timedelta) -> None:
    """As if so much time had passed for everything that waits."""
    with scope.school(webhook.school_id):
        row = Webhook.objects.get(pk=webhook.pk)
        for name in ("wait_until", "failing_since"):
            moment = getattr(row, name)
            setattr(row, name, moment - by if moment else None)
        row.save()
        for delivery in Delivery.objects.filter(webhook=row):
            for name in ("next_try_at", "claimed_until"):
                moment = getattr(delivery, name)
                setattr(delivery, name, moment - by if moment else None)
            delivery.save()
