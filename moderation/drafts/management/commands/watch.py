import os
import signal
import time
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections

from moderation.drafts import tasks
from schoolsocial.operations import heartbeat
from schoolsocial.operations.models import Heartbeat

EVERY_SECONDS = 2.0
OVERDUE = timedelta(seconds=4)  # the doorbell had its chance


class Command(BaseCommand):
    """Does by itself, a few seconds late, what the doorbell should have brought to a worker.

    The worker keeps one of these beside it, so that posts go out while Redis is away.
    """

    help = "Send what is due while the message broker is away (the worker starts this by itself)."

    running = True

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        parent = os.getppid()
        while self.running and os.getppid() == parent:
            self._look()
            time.sleep(EVERY_SECONDS)

    def _stop(self, *args: object) -> None:
        self.running = False

    def _look(self) -> None:
        close_old_connections()
        try:
            for task, school_id, row_id in tasks.work_due(OVERDUE):
                if not self.running:
                    return  # whoever stops it waits for one post, and not for a queue of them
                # As a task run here: one that fails is logged, and the next has its turn
                task.apply(args=(school_id, row_id))
                close_old_connections()
            heartbeat.beat(Heartbeat.Kind.WORKER)
        except (OperationalError, InterfaceError) as error:
            self.stderr.write(f"The database is away: {type(error).__name__}. Looking again soon.")
