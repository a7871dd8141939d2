from celery import shared_task
from django.utils import timezone

from moderation.incidents.jobs import reminding


@shared_task(time_limit=300)
def remind() -> None:
    """Tell of incidents whose time runs out."""
    reminding.remind(timezone.now())
