"""What the launcher says to the person at the terminal."""

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path


class Trouble(Exception):
    """The demo cannot start or go on; the message is one for the person at the terminal."""


def say(line: str = "") -> None:
    """Print a line."""
    show(line + "\n")


def show(text: str) -> None:
    """Print text as it is. A terminal that has gone away must not stop the tidying up."""
    with contextlib.suppress(OSError):
        sys.stdout.write(text)
        sys.stdout.flush()


def last_lines(log: Path, count: int = 12) -> Sequence[str]:
    """The end of a log, indented for quoting; a line saying so where it is empty."""
    text = log.read_text(errors="replace") if log.exists() else ""
    return [f"    {line}" for line in text.splitlines()[-count:]] or ["    (nothing was logged)"]
