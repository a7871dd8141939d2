"""The Celery application. A task carries an id and means "look now"; PostgreSQL is the queue."""

import logging
import os

from celery import Celery, Task
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolsocial.settings")

app = Celery("schoolsocial")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

log = logging.getLogger(__name__)


def ring(task: "Task[..., None]", *ids: int) -> None:
    """Ask a worker to look now. Where nobody hears the bell, the next sweep finds the work."""
    try:
        task.delay(*ids)
    except OperationalError:
        log.warning("The doorbell is out of order; %s waits for the next sweep.", task.name)
