"""A real worker that reads page by page and is killed with SIGKILL at its so-manieth call of a
point: no handler runs, nothing is tidied, its connections are cut.

``python -m tests.killing JOB SCHOOL ROW POINT CALL A_PAGE``; ``killed`` starts one on the test's
own database and sandbox.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def killed(job: str, *, row: Any, point: str, call: int, a_page: int) -> int:
    """Its return code, once it is dead. ``job`` and ``point`` are dotted names of functions."""
    name = str(connection.settings_dict["NAME"])
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    given = os.environ | {
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": url,
        "PRIVATE_ROOT": str(settings.PRIVATE_ROOT),
        "X_API_URL": settings.X_API_URL,
        "DJANGO_SETTINGS_MODULE": "schoolsocial.settings",
    }
    words = [job, str(row.school_id), str(row.pk), point, str(call), str(a_page)]
    command = [sys.executable, "-m", "tests.killing", *words]
    return subprocess.run(command, cwd=ROOT, env=given, check=False, timeout=120).returncode


def _striking(original: Callable[..., Any], at: int) -> Callable[..., Any]:
    calls = count(1)

    def struck(*args: Any, **kwargs: Any) -> Any:
        if next(calls) == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args, **kwargs)

    return struck


def main(job: str, school_id: str, row_id: str, point: str, call: str, a_page: str) -> None:
    django.setup()
    struck = _striking(resolve_name(point), int(call))
    with patch("schoolsocial.x.people.MOST_A_PAGE", int(a_page)), patch(point, struck):
        resolve_name(job)(int(school_id), int(row_id))


if __name__ == "__main__":
    main(*sys.argv[1:])
