from celery import shared_task
from django.utils import timezone

from moderation.incidents.jobs import reminding, taking_up


@shared_task(time_limit=300)
def remind() -> None:
    """Tell of incidents whose time runs out."""
    reminding.remind(timezone.now())


@shared_task(time_limit=60)
def take_up() -> None:
    """Open incidents for what was posted outside the process."""
    taking_up.take_up(timezone.now())
