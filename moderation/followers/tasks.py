from celery import shared_task
from django.utils import timezone

from moderation.followers.jobs import clearing, keeping, reading, reminding
from schoolsocial.celery import ring


@shared_task(time_limit=900)
def carry_on(school_id: int, sweep_id: int) -> None:
    """Read a sweep a stretch further, and ring for the next."""
    if reading.carry_on(school_id, sweep_id):
        ring(carry_on, school_id, sweep_id)


@shared_task(time_limit=120)
def sweep() -> None:
    """Begin what is due, and ring for everything that is to be carried on."""
    reading.begin_due()
    for school_id, sweep_id in reading.due():
        ring(carry_on, school_id, sweep_id)


@shared_task(time_limit=600)
def clear() -> None:
    """Bring back who was reported as a pupil and is none."""
    clearing.clear(timezone.now())


@shared_task(time_limit=600)
def remind() -> None:
    """Tell leaders whose followers were not looked at for too long."""
    reminding.remind(timezone.now())


@shared_task(time_limit=3600)
def forget() -> None:
    """Let go of facts and people that are not needed any more."""
    keeping.forget(timezone.now())
