import http.client
import socket
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Max
from django.utils import timezone
from django_celery_beat.models import PeriodicTask

from schoolsocial.celery import app

PATIENCE = 5.0
"""Seconds to wait for an answer."""
BEAT_WRITES_EVERY = timedelta(minutes=3)
"""How often the clock writes down when each task last ran (``DatabaseScheduler``)."""


class Command(BaseCommand):
    help = "Say whether a service works: what its container's health check asks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("service", choices=list(CHECKS))
        parser.add_argument("--port", type=int, default=8000, help="of the web server")

    def handle(self, *_args: object, service: str, port: int, **_options: object) -> None:
        trouble = CHECKS[service](port)
        if trouble:
            raise CommandError(trouble)


def web(port: int) -> str:
    """The sign-in page is served. The header stands for the proxy that ends TLS."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/account/login/", headers={"X-Forwarded-Proto": "https"})
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return f"The web server does not answer: {error}"
    finally:
        connection.close()
    return "" if status == http.HTTPStatus.OK else f"The sign-in page answers {status}."


def worker(_port: int) -> str:
    """The worker on this host answers through Redis."""
    here = [f"celery@{socket.gethostname()}"]
    return "" if app.control.ping(destination=here, timeout=PATIENCE) else "No worker answers."


def beat(_port: int) -> str:
    """The clock has written down a run lately."""
    last = PeriodicTask.objects.aggregate(last=Max("last_run_at"))["last"]
    if last is None or timezone.now() - last > 2 * BEAT_WRITES_EVERY:
        return "The clock has not run a task lately."
    return ""


def metrics(_port: int) -> str:
    """Figures are told."""
    host, port = settings.METRICS_HOST, settings.METRICS_PORT
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/metrics")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return f"Nobody tells figures: {error}"
    finally:
        connection.close()
    return "" if status == http.HTTPStatus.OK else f"Whoever asks for figures is told {status}."


CHECKS: dict[str, Callable[[int], str]] = {
    "web": web,
    "worker": worker,
    "beat": beat,
    "metrics": metrics,
}
