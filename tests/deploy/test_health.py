import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from schoolsocial.accounts.management.commands import health
from schoolsocial.demo import waiting


@contextmanager
def web_server(answer: int) -> Iterator[int]:
    """A server whose sign-in page has this status; anything else is not found. Yields its port."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(answer if self.path == "/account/login/" else 404)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    with http.server.HTTPServer((waiting.LOOPBACK, 0), Page) as server:
        thread = threading.Thread(target=server.handle_request, daemon=True)
        thread.start()
        yield server.server_port
        thread.join(timeout=10)


def ran(at: datetime | None) -> None:
    every, _ = IntervalSchedule.objects.get_or_create(every=5, period="seconds")
    PeriodicTask.objects.create(name=f"at {at}", task="t", interval=every, last_run_at=at)


def test_web_is_well_when_the_sign_in_page_is_served() -> None:
    with web_server(200) as port:
        call_command("health", "web", port=port)


def test_web_is_ill_when_the_sign_in_page_fails() -> None:
    with web_server(500) as port, pytest.raises(CommandError, match="sign-in page answers 500"):
        call_command("health", "web", port=port)


def test_web_is_ill_when_nothing_listens() -> None:
    with pytest.raises(CommandError, match="does not answer"):
        call_command("health", "web", port=waiting.free_port())


def test_worker_is_ill_when_none_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.2)

    with pytest.raises(CommandError, match="No worker answers"):
        call_command("health", "worker")


def test_beat_is_well_when_a_task_ran_lately(db: None) -> None:
    ran(timezone.now() - timedelta(hours=3))
    ran(timezone.now() - health.BEAT_WRITES_EVERY)

    call_command("health", "beat")


@pytest.mark.parametrize("at", [None, timezone.now() - timedelta(hours=3)])
def test_beat_is_ill_when_no_task_ran_lately(db: None, at: datetime | None) -> None:
    ran(at)

    with pytest.raises(CommandError, match="has not run a task lately"):
        call_command("health", "beat")
