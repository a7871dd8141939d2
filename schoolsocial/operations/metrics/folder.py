"""Where processes that count keep their figures: a folder a host, in it files of each process.

A process that has ended leaves its figures, as what was counted stays counted. Once nobody holds a
folder its files are of the past, and go: a watcher takes that for a new start.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_LOCK = "held"
_held: dict[Path, int] = {}
_HEADER_BYTES = 8  # a process killed as it makes a file leaves it shorter


def hold(folder: Path) -> None:
    """This process counts here until it ends, and its children do. The first to come tidies up."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise ImproperlyConfigured(
            f"METRICS_ROOT: no figures can be kept in {folder.parent} ({error.strerror})."
        ) from error
    if _free(lock):
        _empty(folder)
    fcntl.flock(lock, fcntl.LOCK_SH)
    _held[folder] = lock


def let_go(folder: Path) -> None:
    """This process counts nothing here after all."""
    if (lock := _held.pop(folder, None)) is not None:
        os.close(lock)


def sweep(root: Path) -> None:
    """Remove what hosts have left that are no more."""
    for lock in root.glob(f"*/{_LOCK}"):
        with _opened(lock) as descriptor:
            if _free(descriptor):
                _empty(lock.parent)


def files(root: Path) -> list[str]:
    """The files of all processes on all hosts."""
    found = sorted(root.glob("*/*.db"))
    return [str(path) for path in found if path.stat().st_size > _HEADER_BYTES]


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDWR)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _free(lock: int) -> bool:
    """Whether nobody else holds it; it is then ours alone."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _empty(folder: Path) -> None:
    for path in folder.glob("*.db"):
        path.unlink(missing_ok=True)
