from celery import shared_task
from django.utils import timezone

from moderation.following.jobs import beginning, reading
from schoolsocial.celery import ring


@shared_task(time_limit=600)
def read(school_id: int, reading_id: int) -> None:
    """Read on whom one account follows."""
    reading.read(school_id, reading_id)


@shared_task(time_limit=60)
def sweep() -> None:
    """Ring for every reading that is under way, in every school."""
    for school_id, reading_id in reading.due():
        ring(read, school_id, reading_id)


@shared_task(time_limit=600)
def begin() -> None:
    """Begin the readings of the month, and tell of reviews that are due."""
    now = timezone.now()
    beginning.begin_readings(now)
    beginning.remind(now)
