from celery import shared_task
from django.utils import timezone

from moderation.incidents.jobs import disposing, hiding, reminding, taking_up
from schoolsocial.celery import ring


@shared_task(time_limit=300)
def remind() -> None:
    """Tell of incidents whose time runs out."""
    reminding.remind(timezone.now())


@shared_task(time_limit=60)
def take_up() -> None:
    """Open incidents for what was posted outside the process."""
    taking_up.take_up(timezone.now())


@shared_task(time_limit=120)
def hide(school_id: int, hiding_id: int) -> None:
    """Ask X to hide one reply, or to show it again."""
    hiding.carry_out(school_id, hiding_id)


@shared_task(time_limit=60)
def sweep() -> None:
    """Ring for every reply that is to be hidden now."""
    for school_id, hiding_id in hiding.due():
        ring(hide, school_id, hiding_id)


@shared_task(time_limit=3600)
def dispose() -> None:
    """Destroy what was written about incidents whose time is over."""
    disposing.dispose(timezone.now())
