"""Ends what the launcher started when the launcher itself is killed outright.

Run as a program of its own: it reads lines ``+PID SIGNAL`` (started) and ``-PID`` (ended) and does
nothing until that pipe closes, as it does however the launcher goes. Standard library only, and
no import of this project: it must start at once and outlive anything.
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterable

PATIENCE = 10.0
"""Seconds that processes may take to end when asked, before they are ended for good."""


def read(lines: Iterable[str]) -> dict[int, int]:
    """The processes still running at the end of these lines: process id to signal number."""
    running: dict[int, int] = {}
    for line in lines:
        number, _, by = line[1:].partition(" ")
        if line.startswith("+"):
            running[int(number)] = int(by)
        else:
            running.pop(int(number), None)
    return running


def alive(pid: int) -> bool:
    """Whether a process of this number is there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def end(running: dict[int, int], patience: float = PATIENCE) -> None:
    """Ask all, youngest first, each by its own signal; then kill what is left of their groups."""
    for pid, by in reversed(running.items()):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, by)
    until = time.monotonic() + patience
    while any(alive(pid) for pid in running) and time.monotonic() < until:
        time.sleep(0.05)
    for pid in running:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


if __name__ == "__main__":
    end(read(sys.stdin))
