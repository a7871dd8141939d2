from celery import shared_task

from schoolsocial.accounts.jobs import letters
from schoolsocial.celery import ring


@shared_task(time_limit=60)
def deliver_letter(school_id: int, letter_id: int) -> None:
    """Send one mail of the outbox."""
    letters.deliver(school_id, letter_id)


@shared_task(time_limit=60)
def sweep_letters() -> None:
    """Ring for letters whose bell nobody heard."""
    for school_id, letter_id in letters.left_waiting():
        ring(deliver_letter, school_id, letter_id)
