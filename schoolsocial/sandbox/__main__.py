"""``python -m schoolsocial.sandbox --port 8090 --state var/sandbox.json``"""

import argparse
import signal
import sys
import threading
from pathlib import Path

from schoolsocial.sandbox.server import Sandbox

DEFAULT_PORT = 8090


def main(arguments: list[str] | None = None) -> int:
    """Run until SIGINT or SIGTERM; 1 when the port is taken."""
    parser = argparse.ArgumentParser(prog="schoolsocial.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 picks a free one")
    parser.add_argument("--state", type=Path, help="file that keeps accounts, posts, pictures")
    options = parser.parse_args(arguments)
    try:
        sandbox = Sandbox(options.port, options.state)
    except OSError as error:
        sys.stderr.write(f"Port {options.port} cannot be used: {error.strerror}. Give another.\n")
        return 1
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with sandbox:
        sys.stdout.write(f"Sandbox X ready at {sandbox.url}\n")
        sys.stdout.flush()
        ended.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
