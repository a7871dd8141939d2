from celery import shared_task
from django.utils import timezone

from moderation.contacts.jobs import asking, minding


@shared_task(time_limit=300)
def mind() -> None:
    """Mind the clocks of notices about pupils, and what became of their blocks."""
    minding.notice_again(timezone.now())
    minding.mind(timezone.now())


@shared_task(time_limit=300)
def ask_to_declare() -> None:
    """Ask in September how professional accounts are set up."""
    asking.ask(timezone.now())
