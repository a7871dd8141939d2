from celery import shared_task
from django.utils import timezone

from policy.jobs import reminding
from schoolsocial.celery import ring


@shared_task(time_limit=60)
def remind_school(school_id: int) -> None:
    """Recall one school's review to its people."""
    reminding.remind(school_id, timezone.now())


@shared_task(time_limit=60)
def sweep_reviews() -> None:
    """Ring for every school whose policy is due for review."""
    for school_id in reminding.schools_due(timezone.now()):
        ring(remind_school, school_id)
