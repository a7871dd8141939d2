"""Forgetting what has had its time: old answers to idempotency keys, old deliveries."""

from datetime import datetime, timedelta

from schoolsocial.api.models import Answer, Delivery
from schoolsocial.tenancy import scope

KEPT = timedelta(days=30)


def sweep(now: datetime) -> None:
    """Delete both, in every school. What still waits stays."""
    with scope.platform():
        Answer.objects.filter(at__lte=now - Answer.KEPT).delete()
        settled = Delivery.objects.exclude(state=Delivery.State.WAITING)
        settled.filter(queued_at__lte=now - KEPT).delete()
