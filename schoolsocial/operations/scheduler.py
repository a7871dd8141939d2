"""The clock of the installation, which leaves a sign of life."""

import logging
import time
from typing import Any

from django.db import DatabaseError, InterfaceError, close_old_connections
from django_celery_beat.schedulers import DatabaseScheduler

from schoolsocial.operations import heartbeat
from schoolsocial.operations.models import Heartbeat

log = logging.getLogger(__name__)
EVERY_SECONDS = 10.0


class Scheduler(DatabaseScheduler):
    """As django-celery-beat's; each round also says that the clock is alive."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.next_beat = 0.0
        super().__init__(*args, **options)

    def tick(self, *args: Any, **options: Any) -> Any:
        """One round: ring for what is due; seconds until the next."""
        self.say_alive()
        return super().tick(*args, **options)

    def say_alive(self) -> None:
        """Leave the moment; a database that is away does not stop the clock."""
        if time.monotonic() < self.next_beat:
            return
        self.next_beat = time.monotonic() + EVERY_SECONDS
        close_old_connections()
        try:
            heartbeat.beat(Heartbeat.Kind.BEAT)
        except (DatabaseError, InterfaceError) as error:
            log.warning("The clock could not leave a sign of life: %s", type(error).__name__)
