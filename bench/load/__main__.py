"""``python -m bench.load --minutes 10 --rate 20``: fifty schools' morning on real servers.

The web server as production starts it, a worker with its clock, and posts that go out meanwhile.
Exits with 1 where a request was not answered, a post did not go out, or the aim was missed.
"""

import importlib
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from bench import ground


def main(arguments: Sequence[str] | None = None) -> int:
    """Makes the schools, lets the morning pass, prints what each page took."""
    parser = ArgumentParser(prog="bench.load", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--rate", type=float, default=20, help="requests a second")
    parser.add_argument("--schools", type=int, default=50)
    options = parser.parse_args(arguments)
    with ground.standing():
        return _run(options)


def _run(options: Namespace) -> int:
    trial = importlib.import_module("bench.load.trial")  # needs Django set up
    outcome = trial.run(schools=options.schools, seconds=options.minutes * 60, rate=options.rate)
    print(outcome, flush=True)
    return int(not outcome.met)


if __name__ == "__main__":
    sys.exit(main())
