from celery import shared_task
from django.utils import timezone

from schoolsocial.api.jobs import announcing, delivering, sweeping
from schoolsocial.celery import ring


@shared_task(time_limit=60)
def announce(school_id: int, webhook_id: int) -> None:
    """Queue what one webhook has to be told."""
    announcing.announce(school_id, webhook_id)


@shared_task(time_limit=60)
def deliver(school_id: int, delivery_id: int) -> None:
    """Send one message, and ring for the next to the same address."""
    following = delivering.deliver(school_id, delivery_id)
    if following is not None:
        ring(deliver, school_id, following)


@shared_task(time_limit=60)
def tick() -> None:
    """Ring for news that no webhook was told of, and for messages that are due."""
    for school_id, webhook_id in announcing.behind():
        ring(announce, school_id, webhook_id)
    for school_id, delivery_id in delivering.due():
        ring(deliver, school_id, delivery_id)


@shared_task(time_limit=600)
def sweep() -> None:
    """Forget old answers and deliveries."""
    sweeping.sweep(timezone.now())
