"""A process that counts: ``python -m tests.operations.counting WORD…``. A word that begins with a
stroke is a page to ask for, ``pulse`` a task, and ``post=SCHOOL,POST`` a post to be sent.
"""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pkgutil import resolve_name
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from schoolsocial.demo import waiting

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0  # s


class Installation:
    """Processes on the test's own database whose figures are under one folder."""

    def __init__(self, folder: Path) -> None:
        name = str(connection.settings_dict["NAME"])
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        self.port = waiting.free_port()
        self.variables = os.environ | {
            "DATABASE_URL": url,
            "DATABASE_OWNER_URL": url,
            "DJANGO_SETTINGS_MODULE": "schoolsocial.settings",
            "METRICS_PORT": str(self.port),
            "METRICS_ROOT": str(folder),
            "WITNESS_ROOT": str(folder.parent / "witness"),
        }

    def counts(self, *words: str) -> "subprocess.Popen[bytes]":
        """A process that does these, and stays until it is ended."""
        command = [sys.executable, "-m", "tests.operations.counting", *words]
        # Read only now: the sandbox may have been started after this
        variables = self.variables | {"X_API_URL": settings.X_API_URL}
        return subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.PIPE)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """``manage.py metrics`` runs, as the service of that name does."""
        command = [sys.executable, "manage.py", "metrics"]
        with subprocess.Popen(command, cwd=ROOT, env=self.variables) as served:
            try:
                yield
            finally:
                served.terminate()

    def scrape(self) -> str:
        """What Prometheus is told, once somebody answers."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics") as answer:
                    return str(answer.read().decode())
            except OSError:
                assert time.monotonic() < until, "Nobody told figures."
                time.sleep(0.1)


@contextmanager
def two_that_counted(place: Installation, one: list[str], other: list[str]) -> Iterator[None]:
    """Two processes have done these, and are still there."""
    both = [place.counts(*one), place.counts(*other)]
    try:
        for process in both:
            assert process.stdout is not None
            assert process.stdout.readline() == b"done\n"
        yield
    finally:
        for process in both:
            process.kill()
            process.communicate()


def samples(told: str) -> dict[tuple[str, ...], float]:
    """By name and values of the labels, in the order of the labels' names."""
    return {
        (sample.name, *(sample.labels[key] for key in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(told)
        for sample in family.samples
    }


def main(words: list[str]) -> None:
    django.setup()
    client = Client(headers={"host": "127.0.0.1"})
    for word in words:
        if word.startswith("/"):
            client.get(word)
        elif word == "pulse":
            resolve_name("schoolsocial.operations.tasks.pulse").apply()
        else:
            send = resolve_name("moderation.drafts.jobs.sending.send")
            send(*map(int, word.removeprefix("post=").split(",")))
    sys.stdout.write("done\n")
    sys.stdout.flush()
    time.sleep(PATIENCE)  # it is ended before


if __name__ == "__main__":
    main(sys.argv[1:])
