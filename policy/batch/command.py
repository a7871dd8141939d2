"""`manage.py check_posts` as far as it needs neither database nor settings."""

import ctypes
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from policy import grammar, packs
from policy.aside import AsideEnded
from policy.batch import rolls
from policy.batch.answers import Terms, answers
from policy.batch.lines import lines
from policy.engine import RuleSet
from policy.roll import Roll

HELP = "Check posts from the standard input against a policy: JSON lines in, JSON lines out."


class CannotCheck(Exception):
    """Nothing can be checked; the text tells the person at the terminal why."""


def add_arguments(parser: ArgumentParser) -> None:
    """What may stand on the command line."""
    parser.add_argument("--policy", help=f"a pack: {', '.join(packs.slugs())}")
    parser.add_argument("--school", help="slug of a school: its roll, and its policy in force")
    parser.add_argument("--roll", type=Path, metavar="FILE.csv", help="pupils' names")


def main(arguments: Sequence[str]) -> str | None:
    """Check against a pack. Why nothing could be checked, for `sys.exit`; None when all was."""
    _share_memory()
    parser = ArgumentParser(prog="manage.py check_posts", description=HELP)
    add_arguments(parser)
    options = parser.parse_args(arguments)
    try:
        answer_all(terms_of_pack(options.policy, options.roll))
    except CannotCheck as reason:
        return str(reason)
    return None


def _share_memory() -> None:
    """One pool for all threads, and larger pieces given back at once: some 15 MB less, where the
    C library can do that (mallopt of glibc, its numbers from malloc.h)."""
    adjust = getattr(ctypes.CDLL(None), "mallopt", None)
    if adjust:
        arenas, trim_above, map_above = -8, -1, -3
        adjust(arenas, 1)
        adjust(trim_above, 100_000)
        adjust(map_above, 65_536)


def terms_of_pack(slug: str | None, roll: Path | None) -> Terms:
    """A pack beside the roll in a file. Raises `CannotCheck`."""
    if not slug:
        raise CannotCheck(
            f"Say which policy: --policy with one of {', '.join(packs.slugs())}, "
            "or --school for the one in force there."
        )
    return Terms(pack(slug), roll_in(roll) if roll else Roll(), staff=Roll())


def pack(slug: str) -> RuleSet:
    """The rules of that pack. Raises `CannotCheck`."""
    try:
        return packs.load(slug).ruleset(1)
    except packs.PackError as error:
        raise CannotCheck(str(error)) from error


def roll_in(file: Path) -> Roll:
    """The names in a CSV file. Raises `CannotCheck`."""
    try:
        return rolls.read(file.read_bytes())
    except OSError as error:
        raise CannotCheck(f"The roll {file} could not be read: {error.strerror}.") from error
    except rolls.RollError as error:
        raise CannotCheck(f"{file}: {error}") from error


def answer_all(terms: Terms) -> None:
    """Answer each line of the standard input as soon as it is checked. Raises `CannotCheck`.

    Whoever reads the answers may stop at any line.
    """
    out = sys.stdout.buffer
    try:
        with _grammar_aside(terms):
            for answer in answers(_given(), terms):
                out.write(answer.encode() + b"\n")
                out.flush()
    except AsideEnded as error:
        raise CannotCheck(f"The grammar checker stopped. {error} Run the rest again.") from error
    except BrokenPipeError:  # nothing is left to be flushed at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _grammar_aside(terms: Terms) -> AbstractContextManager[None]:
    """The checker in a process of its own, where the policy asks it at all."""
    return grammar.read_aside() if terms.ruleset.setting("grammar") else nullcontext()


def _given() -> Iterator[bytes | None]:
    if sys.stdin is None:
        raise CannotCheck("There is no standard input to read posts from.")
    try:
        yield from lines(sys.stdin.buffer)
    except OSError as error:
        raise CannotCheck(f"The posts could not be read: {error.strerror}.") from error
