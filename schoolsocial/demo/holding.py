"""One launcher to a folder: a lock the system takes back by itself when the holder dies."""

import fcntl
import itertools
import os
from pathlib import Path

from schoolsocial.demo import waiting
from schoolsocial.demo.telling import Trouble, say

ENDING_SECONDS = 15.0
"""How long an earlier run may still be busy ending its servers."""


def take(folder: Path) -> int | None:
    """The folder's lock as an open file, or None where another process has it."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    return lock


def claim(folder: Path, *, seconds: float | None = None) -> int:
    """The folder's lock; waits a little for an earlier run to end, then :class:`Trouble`."""
    held: list[int] = []
    patience = ENDING_SECONDS if seconds is None else seconds

    def look() -> bool:
        lock = None if held else take(folder)
        if lock is not None:
            held.append(lock)
        return bool(held)

    if not look() and patience:
        say(f"An earlier run with the files in {folder} has not ended. Waiting for it")
    try:
        waiting.until(look, seconds=patience, what=str(folder))
    except Trouble:
        raise Trouble(
            f"The demo is already running with the files in {folder}. "
            "End that one first: Ctrl-C in its terminal."
        ) from None
    return held[0]


def first_free(base: Path) -> tuple[Path, int]:
    """The first of the folders ``1``, ``2``, … in ``base`` that nobody holds, and its lock."""
    for number in itertools.count(1):
        folder = base / str(number)
        lock = take(folder)
        if lock is not None:
            return folder, lock
    raise AssertionError("counting never ends")
