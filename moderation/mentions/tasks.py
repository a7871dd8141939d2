from celery import shared_task
from django.utils import timezone

from moderation.mentions.jobs import disposing, presence, reading, telling
from schoolsocial.celery import ring


@shared_task(time_limit=600)
def read(school_id: int, watch_id: int) -> None:
    """Read what is new for one account, if it is time."""
    reading.read(school_id, watch_id)


@shared_task(time_limit=120)
def check(school_id: int, watch_id: int) -> None:
    """Ask X whether what was written to one account is still there."""
    presence.check(school_id, watch_id)


@shared_task(time_limit=120)
def sweep() -> None:
    """Ring for everything that is due, in every school."""
    reading.begin()
    for task, rows in ((read, reading.due()), (check, presence.due())):
        for school_id, watch_id in rows:
            ring(task, school_id, watch_id)


@shared_task(time_limit=3600)
def dispose() -> None:
    """Let go of what others wrote when its time is over."""
    disposing.dispose(timezone.now())


@shared_task(time_limit=600)
def tell() -> None:
    """Tell leaders of what came that nobody has looked at."""
    telling.tell(timezone.now())
