"""``python -m tests.operations.struck POINT FILE``: restores, and kills itself at that point.

A third word takes the guard away: each table is committed as soon as it is filled.
"""

import os
import signal
import sys
from contextlib import nullcontext
from typing import Any
from unittest.mock import patch

import django
from django.core.management import call_command
from psycopg import Cursor

from schoolsocial.operations.backup import restoring

_fill = restoring._fill


def _strike(*_args: Any, **_options: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _fill_and_commit(cursor: Cursor, *rest: Any) -> None:
    _fill(cursor, *rest)
    cursor.execute("COMMIT")
    cursor.execute("BEGIN")


if __name__ == "__main__":
    django.setup()
    table_by_table = patch.object(restoring, "_fill", _fill_and_commit)
    with patch(sys.argv[1], _strike), table_by_table if sys.argv[3:] else nullcontext():
        call_command("restore", sys.argv[2])
