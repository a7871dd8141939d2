"""The Celery application. A task carries an id and means "look now"; PostgreSQL is the queue."""

import logging
import os
import subprocess
import sys
import time
from typing import Any

from celery import Celery, Task, bootsteps
from kombu.exceptions import OperationalError

from schoolsocial import measures, request_ids

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolsocial.settings")

log = logging.getLogger(__name__)


class Watchman(bootsteps.StartStopStep):
    """Keeps ``manage.py watch`` beside the worker: posts go out even while Redis is away."""

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, worker: Any) -> None:
        """Called when the worker starts, before it looks for the broker."""
        self.process = subprocess.Popen([sys.executable, "-m", "django", "watch"])

    def close(self, worker: Any) -> None:
        """Called first when the worker stops: from here on neither begins another post."""
        if self.process is not None:
            self.process.terminate()

    def stop(self, worker: Any) -> None:
        """Called as everything else has stopped; a post being sent is finished first."""
        if self.process is not None:
            self.process.wait()


class Traced(Task):
    """A task under the id of the request that rang for it, or an id of its own; it is counted."""

    abstract = True

    def __call__(self, *args: Any, **options: Any) -> Any:
        rung = self.request.get(request_ids.TASK_HEADER) or ""
        eager = (self.request.headers or {}).get(request_ids.TASK_HEADER, "")
        request_id = request_ids.sane(rung or eager or request_ids.current())
        with request_ids.within(request_id), measures.of_task(self.name):
            return super().__call__(*args, **options)


app = Celery("schoolsocial", task_cls=Traced)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(Watchman)


class Doorbell:
    """Rings a worker. After a ring that nobody heard it stays quiet for a while, so that a page
    with ten mails to send does not wait ten times for a broker that is away.
    """

    QUIET_SECONDS = 5.0
    HEARD_SECONDS = 300.0  # a ring nobody took by then is void: the sweeps ring anew

    def __init__(self) -> None:
        self.quiet_until = 0.0

    def ring(self, task: "Task[..., None]", *ids: int) -> None:
        """Ask a worker to look now. Where nobody hears it, the next sweep finds the work."""
        if time.monotonic() < self.quiet_until:
            return
        try:
            headers = {request_ids.TASK_HEADER: request_ids.current()}
            task.apply_async(ids, expires=self.HEARD_SECONDS, headers=headers)
        except OperationalError:
            self.quiet_until = time.monotonic() + self.QUIET_SECONDS
            log.warning("The doorbell is out of order; %s waits for the next sweep.", task.name)


ring = Doorbell().ring
