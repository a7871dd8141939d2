"""Makes ``.venv`` and ``node_modules`` what the two locks say, where they are not that already.

The Makefile runs this file with whatever Python the machine has, so it uses the standard library
only, imports nothing of this project, and looks at the version before anything else.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 13)
VENV = Path(".venv")
PYTHON_LOCK = Path("requirements-dev.lock")
NODE_LOCK = Path("package-lock.json")
MARK = "installed.txt"
"""In each folder: what it was made from. Written last, so that a cut-short install is redone."""
_PIP = ("install", "--no-deps", "--no-compile", "--no-input", "--disable-pip-version-check")
_QUOTED_LINES = 15
_EVERY = 25


class CannotInstall(Exception):
    """The reason, and what to do: for the person at the terminal."""


def check_version(version: tuple[int, int]) -> None:
    """:class:`CannotInstall` where this Python is not one the locks are made for."""
    if not OLDEST <= version <= NEWEST:
        raise CannotInstall(
            f"This is Python {_dotted(version)}; School Social runs on "
            f"{_dotted(OLDEST)} to {_dotted(NEWEST)}. "
            "Name one you have: make PYTHON=python3.12 demo"
        )


def install_python(version: tuple[int, int]) -> None:
    """The packages of the lock in ``.venv``, each checked against its hash."""
    wanted = f"{_dotted(version)} {_digest(PYTHON_LOCK)}"
    if _marked(VENV) == wanted:
        return
    _make_venv(version)
    count = sum("==" in line for line in PYTHON_LOCK.read_text().splitlines())
    _say(f"Installing {count} Python packages into {VENV}: about a minute, once")
    pip = [str(VENV / "bin" / "python"), "-m", "pip", *_PIP, "--require-hashes"]
    _run([*pip, "--requirement", str(PYTHON_LOCK)], count)
    _say("  done")
    (VENV / MARK).write_text(wanted)


def install_node() -> None:
    """The front-end packages of the lock in ``node_modules``; npm comes from a Python package."""
    folder = Path("node_modules")
    wanted = _digest(NODE_LOCK)
    if _marked(folder) == wanted:
        return
    _say("Installing the front-end files into node_modules, once")
    _run([str(VENV / "bin" / "npm"), "ci", "--no-progress"])
    (folder / MARK).write_text(wanted)


def progress(lines: Iterable[str], packages: int) -> Iterable[str]:
    """What to show of pip's output: how many of the packages it has come to, then its last part."""
    count = 0
    for line in lines:
        if line.startswith(("Collecting ", "Processing ")):
            count += 1
            yield f"{count} of {packages}"
        elif line.startswith("Installing collected packages"):
            yield "all fetched, unpacking"


def _make_venv(version: tuple[int, int]) -> None:
    settings = VENV / "pyvenv.cfg"
    if settings.exists():
        if f"version = {_dotted(version)}." in settings.read_text():
            return
        _say(f"Making {VENV} anew for Python {_dotted(version)}")
        shutil.rmtree(VENV)
    try:
        _run([sys.executable, "-m", "venv", str(VENV)])
    except CannotInstall as error:
        shutil.rmtree(VENV, ignore_errors=True)
        raise CannotInstall(
            f"{error}\nPython could not make {VENV}. "
            "On Debian and Ubuntu its venv module is a package: apt install python3-venv"
        ) from None


def _run(command: Sequence[str], packages: int = 0) -> None:
    """Run to the end, showing how far it is where it is pip."""
    last: deque[str] = deque(maxlen=_QUOTED_LINES)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        for number, shown in enumerate(progress(_kept(process.stdout or (), last), packages)):
            _show_progress(number, shown)
    if process.returncode:
        quoted = "".join(f"    {line}" for line in last)
        raise CannotInstall(f"{quoted}{' '.join(command[:4])} … failed; its last lines are above.")


def _kept(lines: Iterable[str], last: deque[str]) -> Iterable[str]:
    for line in lines:
        last.append(line)
        yield line


def _show_progress(number: int, shown: str) -> None:
    """One line that changes on a terminal; a line now and then in a log."""
    if sys.stdout.isatty():
        sys.stdout.write(f"  {shown:<24}\r")
        sys.stdout.flush()
    elif number % _EVERY == 0:
        _say(f"  {shown}")


def _marked(folder: Path) -> str:
    mark = folder / MARK
    return mark.read_text() if mark.exists() else ""


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _dotted(version: tuple[int, int]) -> str:
    return ".".join(str(number) for number in version)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """0 when both are as the locks say; 1 with the reason printed."""
    version = (sys.version_info.major, sys.version_info.minor)
    try:
        check_version(version)
        install_python(version)
        install_node()
    except CannotInstall as error:
        _say(str(error))
        return 1
    except KeyboardInterrupt:
        _say("\nStopped. The next run goes on from here.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
