"""``python -m bench.quality``: the quality of the rules as tables, then their speed.

With ``--mistakes``, the ids of the posts each rule got wrong; with ``--no-speed``, quality alone;
with ``--set second``, another set of posts.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from bench.quality import labelled, packages, scoring, speed, tables
from bench.timing import table
from policy.rules import RULES


def main(arguments: Sequence[str] | None = None) -> int:
    """Always 0: an aim missed is not a failure."""
    parser = ArgumentParser(prog="bench.quality", description=__doc__)
    parser.add_argument("--mistakes", action="store_true")
    parser.add_argument("--no-speed", action="store_true")
    parser.add_argument("--set", choices=labelled.sets(), default="posts")
    options = parser.parse_args(arguments)
    judged = labelled.judged(labelled.terms(), options.set)
    roll_alone = labelled.judged(labelled.terms(with_staff=False), options.set)
    scores = scoring.scores(judged, [rule.ID for rule in RULES])
    print(tables.rules(scores))
    if options.mistakes:
        print(f"\n{tables.mistakes(scores)}")
    print(f"\n{tables.offensive(packages.detectors(judged))}")
    rows = tables.aims(judged, roll_alone, scores)
    print(f"\n{table(rows if options.no_speed else [*rows, *speed.rows()])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
