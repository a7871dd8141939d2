"""What the measurements stand on: Django set up, on servers given or on embedded ones."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import django

from schoolsocial.demo import environment, holding, servers
from schoolsocial.demo.processes import Processes

VAR = Path(__file__).resolve().parent.parent / "var" / "bench"
CLOSED_PORT = 9  # nothing measured may reach X


@contextlib.contextmanager
def standing() -> Iterator[None]:
    """``DATABASE_URL`` and ``REDIS_URL`` where they are set; else servers that end with the run.

    PostgreSQL runs as it would for real, waiting for the disk.
    """
    with contextlib.ExitStack() as running:
        folder, lock = holding.first_free(VAR)
        running.callback(os.close, lock)
        processes = running.enter_context(Processes(kept_open=[lock]))
        urls = environment.given()
        if "DATABASE_URL" not in urls:
            place = servers.Place(folder / "postgres", folder / "postgres.log")
            urls["DATABASE_URL"] = servers.postgres(processes, place)
        if "REDIS_URL" not in urls:
            place = servers.Place(folder / "valkey", folder / "valkey.log")
            urls["REDIS_URL"] = servers.valkey(processes, place)
        os.environ |= environment.variables(
            folder=folder, web_port=CLOSED_PORT, x_port=CLOSED_PORT, urls=urls
        )
        django.setup()
        yield
