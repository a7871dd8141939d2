"""``python -m bench.soak --posts 1000 --seed 7``: posts under faults, with the guards and without.

Exits with 1 where a post was doubled or misjudged with the guards on, or where none was without
them: a trial that nothing can fail proves nothing.
"""

import importlib
import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from bench import ground

UNGUARDED = 150
"""Posts that are enough to see what goes wrong without guards."""
_OWN_SERVER_ONLY = ("DATABASE_URL", "DATABASE_OWNER_URL")


def main(arguments: Sequence[str] | None = None) -> int:
    """Both trials, one after the other."""
    parser = ArgumentParser(prog="bench.soak", description=__doc__)
    parser.add_argument("--posts", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--guarded-only", action="store_true", help="without the control")
    options = parser.parse_args(arguments)
    for name in _OWN_SERVER_ONLY:
        os.environ.pop(name, None)  # it is crashed on purpose
    with ground.standing():
        trial = importlib.import_module("bench.soak.trial")  # needs Django set up
        guarded = trial.run(options.posts, options.seed, guarded=True)
        print(f"With the guards: {guarded}", flush=True)
        naive = None
        if not options.guarded_only:
            naive = trial.run(min(options.posts, UNGUARDED), options.seed, guarded=False)
            print(f"Without: {naive}", flush=True)
    return _verdict(guarded.errors, naive.errors if naive else 1)


def _verdict(guarded: int, naive: int) -> int:
    """The exit code, from how many posts went wrong."""
    if guarded:
        print("A guard let something through.")
    elif not naive:
        print("Nothing went wrong without the guards, so this run proves nothing. Try more posts.")
    return int(bool(guarded) or not naive)


if __name__ == "__main__":
    sys.exit(main())
