from celery import shared_task

from schoolsocial.operations import heartbeat
from schoolsocial.operations.models import Heartbeat


@shared_task(time_limit=30)
def pulse() -> None:
    """A worker took a task, so it is alive."""
    heartbeat.beat(Heartbeat.Kind.WORKER)
