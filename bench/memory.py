"""The most memory a call takes at any moment, seen from outside Python: decoders allocate in C."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

_STATUS = Path("/proc/self/status")
_FORGET = Path("/proc/self/clear_refs")


def can_measure() -> bool:
    """Only Linux tells the peak of a process and lets it be forgotten."""
    return _FORGET.exists()


def peak(call: Callable[[Path], object], path: Path) -> float:
    """Megabytes of 1,000,000 bytes that ``call(path)`` adds at its highest, in a fresh process."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=fresh) as pool:
        return pool.submit(peak_here, call, path).result()


def peak_here(call: Callable[[Path], object], path: Path) -> float:
    """The same in this very process, over what it holds before."""
    _FORGET.write_text("5")  # sets the peak back to what is held now: proc(5)
    before = _kilobytes("VmHWM")
    call(path)
    return (_kilobytes("VmHWM") - before) * 1024 / 1_000_000


def _kilobytes(name: str) -> int:
    lines = _STATUS.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))
