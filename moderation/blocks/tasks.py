from celery import shared_task
from django.utils import timezone

from moderation.blocks.jobs import reading, reminding, sending
from schoolsocial.celery import ring


@shared_task(time_limit=600)
def read(school_id: int, reading_id: int) -> None:
    """Read on in one account's list of blocks."""
    reading.read(school_id, reading_id)


@shared_task(time_limit=120)
def send(school_id: int, attempt_id: int) -> None:
    """Ask X to block or unblock one account."""
    sending.send(school_id, attempt_id)


@shared_task(time_limit=120)
def sweep() -> None:
    """Ring for what is to be read and sent, and settle what its worker left behind."""
    sending.give_up()
    reading.begin()
    for school_id, attempt_id in sending.waiting():
        ring(send, school_id, attempt_id)
    for school_id, reading_id in reading.due():
        ring(read, school_id, reading_id)


@shared_task(time_limit=300)
def remind() -> None:
    """Remind of blocks that wait for too long."""
    reminding.remind(timezone.now())
