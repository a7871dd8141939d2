"""A launcher of one little program, run for real by the tests: ``python -m tests.demo.little DIR``.

The program starts another and writes both their numbers into ``DIR/pids``. The launcher ends as
the demo's own does: by SIGTERM or Ctrl-C in order, or killed outright.
"""

import signal
import sys
from pathlib import Path

from schoolsocial.demo import holding
from schoolsocial.demo.processes import Processes, Program

SLEEPER = "import time; time.sleep(60)"
PARENT = f"""
import os, pathlib, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {SLEEPER!r}])
pathlib.Path(sys.argv[1], "pids.new").write_text(f"{{os.getpid()}} {{child.pid}}")
os.rename(sys.argv[1] + "/pids.new", sys.argv[1] + "/pids")
child.wait()
"""


def program(folder: Path, code: str = SLEEPER, *, name: str = "little program") -> Program:
    """A Python program of one line or a few, its log in the folder."""
    command = [sys.executable, "-c", code, str(folder)]
    return Program(name=name, command=command, log=folder / "little.log")


def main(folder: Path) -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    lock = holding.claim(folder, seconds=0)
    try:
        with Processes(kept_open=[lock]) as processes:
            processes.start(program(folder, PARENT))
            processes.watch()
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
