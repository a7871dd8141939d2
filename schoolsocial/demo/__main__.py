"""``python -m schoolsocial.demo``: the demo in a browser. With ``--once``: the main job, once."""

import argparse
import signal
import sys
from pathlib import Path

from schoolsocial.demo import launch
from schoolsocial.demo.telling import Trouble, say

_VAR = Path("var")


def main(arguments: list[str] | None = None) -> int:
    """0 when it ended in order, by Ctrl-C too; 1, the reason printed; 130 for a job cut short."""
    parser = argparse.ArgumentParser(prog="schoolsocial.demo", description=__doc__)
    parser.add_argument("--once", action="store_true", help="do the main job without a browser")
    parser.add_argument("--port", type=int, default=8000, help="of the web server")
    parser.add_argument("--x-port", type=int, default=8090, help="of the stand-in for X")
    options = parser.parse_args(arguments)
    # A shell starts what it runs in the background deaf to SIGINT
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        if options.once:
            launch.once(_VAR)
        else:
            launch.demo(_VAR, port=options.port, x_port=options.x_port)
    except Trouble as trouble:
        say(f"\n{trouble}")
        return 1
    except KeyboardInterrupt:
        say("\nEverything has ended.")
        return 130 if options.once else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
