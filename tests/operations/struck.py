"""``python -m tests.operations.struck POINT FILE``: restores, and kills itself at that point."""

import os
import signal
import sys
from typing import Any
from unittest.mock import patch

import django
from django.core.management import call_command


def _strike(*_args: Any, **_options: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    django.setup()
    with patch(sys.argv[1], _strike):
        call_command("restore", sys.argv[2])
