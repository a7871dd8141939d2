"""Which webhooks there are, what is news to them, what was sent."""

from datetime import datetime

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery

from schoolsocial.accounts.models import School
from schoolsocial.api.models import Delivery, Webhook
from schoolsocial.audit.models import Event

SHOWN = 50


def of(school: School) -> QuerySet[Webhook]:
    """The school's webhooks with ``waiting``: how many messages have not arrived."""
    waiting = Count("deliveries", Q(deliveries__state=Delivery.State.WAITING))
    return Webhook.objects.filter(school=school).annotate(waiting=waiting).order_by("address")


def latest(webhook: Webhook) -> list[Delivery]:
    """The latest messages to it."""
    return list(Delivery.objects.filter(webhook=webhook).latest_first()[:SHOWN])


def head_of_chain(school_id: int) -> int:
    """The number of the school's last audit event, 0 before the first."""
    chain = Event.objects.filter(school_id=school_id)
    found: int | None = chain.aggregate(head=Max("sequence"))["head"]
    return found or 0


def behind() -> list[tuple[int, int]]:
    """(school, webhook) ids of those that have not looked at all that happened. Needs
    ``scope.platform``.
    """
    newest = Event.objects.filter(school_id=OuterRef("school_id")).order_by("-sequence")
    on = Webhook.objects.on().annotate(head=Subquery(newest.values("sequence")[:1]))
    rows = on.filter(head__gt=F("reached")).order_by("pk")
    return list(rows.values_list("school_id", "pk"))


def due(now: datetime, most: int) -> list[tuple[int, int]]:
    """(school, delivery) ids of what is to be sent now: one for each webhook, the longest waiting.
    Needs ``scope.platform``.
    """
    first = Delivery.objects.due(now).order_by("webhook_id", "next_try_at", "id")
    rows = first.distinct("webhook_id").values_list("school_id", "pk")
    return list(rows[:most])
