"""How long a post takes, how much memory a file of posts, and what hostile posts do."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice, product
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.quality import labelled
from bench.timing import Row
from policy.batch.answers import Terms, answers
from policy.names import PupilName
from policy.roll import Roll

ROOT = Path(__file__).resolve().parent.parent.parent
POSTS = 5_000
GOES = 3
AIMS = {2_000: 10, 100_000: 15}
"""Names on the roll: ms a post may take."""
HOSTILE_AIM = 50  # ms
HOSTILE = {
    "10,000 dots": "." * 10_000,
    "1 MB": "Well done, Year 4! " * 55_000,
    "a dotted run": "a." * 1_990,
    "dots": "." * 3_990,
    "zalgo": "e" + "\u0301\u0332\u0489\u0489" * 990,
    "zalgo words": ("Z" + "\u0337\u0321\u034f" * 8 + " ") * 150,
    "right-to-left overrides": "\u202eolleh \u202c" * 490,
    "zero-width letters": "\u200b".join("Well done Amelia Brown " * 85),
    "single letters": "a " * 1_990,
    "names": "Amelia Brown " * 300,
    "initials": "J. " * 1_300,
    "hashtags": "#WellDoneAmelia " * 245,
    "hashes": "#" * 3_990,
    "handles": "@a " * 1_300,
    "links": "https://a.b/c-d-e " * 220,
    "digits": "0151 496 0" * 390,
    "one long word": "A" + "a" * 3_980,
    "emoji": "👩‍👩‍👧‍👦" * 560,
    "stars": "f*" * 1_990,
    "brackets": "([{<" * 990,
}
_WATCHED = """
import resource, subprocess, sys, time
from pathlib import Path

def held(pid):
    try:
        kept = Path(f"/proc/{pid}/smaps_rollup").read_text().split("Pss:")[1].split()[0]
        made = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return int(kept) + sum(map(held, made))
    except (OSError, IndexError):
        return 0

started = time.perf_counter()
going = subprocess.Popen([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL)
most = 0
while going.poll() is None:
    most = max(most, held(going.pid))
    time.sleep(0.2)
seconds = time.perf_counter() - started
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(seconds, used.ru_utime + used.ru_stime, most)
sys.exit(going.returncode)
"""
"""Runs a command and prints its seconds, its processor's seconds and the most kilobytes that it and
the processes it made held together, a page that two share counted once. In a small process of its
own, so that nothing else is counted. Linux only."""
_STARTS = (
    "Ash", "Brad", "Carl", "Dun", "Eller", "Fair", "Gars", "Hather", "Ink", "Kirk", "Lang", "Mar",
    "Nether", "Oaken", "Pem", "Quarn", "Rother", "Sel", "Thorn", "Up",
)  # fmt: skip
_MIDDLES = ("", "bar", "den", "er", "ing", "mer")
_ENDS = ("ton", "ley", "by", "field", "wood", "well", "worth", "den", "combe", "sley")


def rows() -> list[Row]:
    """Every measurement of time and memory."""
    under = labelled.terms()
    return [
        *(row for names, aim in AIMS.items() for row in _per_post(under, names, aim)),
        *_command(),
        _hostile(under),
    ]


def roll(names: int) -> Roll:
    """A roll of that many invented pupils, no two of the same name."""
    surnames = [*map("".join, product(_STARTS, _MIDDLES, _ENDS))]
    with_names = (line.split(",") for line in _roll_lines())
    forenames = list(dict.fromkeys(line[1] for line in with_names))
    pairs = islice(product(surnames, forenames), names)
    return Roll.of(
        PupilName(number, forename, surname) for number, (surname, forename) in enumerate(pairs)
    )


def _roll_lines() -> list[str]:
    return (labelled.FOLDER / "roll.csv").read_text(encoding="utf-8").splitlines()[1:]


def _per_post(under: Terms, names: int, aim: float) -> list[Row]:
    """Each labelled post by itself, in a process that has checked them all once.

    The best of some goes, so that others at work on the machine are not measured.
    """
    large = replace(under, roll=roll(names))
    lines = [post.line for post in labelled.posts()]
    for _ in answers(lines, large):
        pass
    times = [min(_taken(line, large) for _ in range(GOES)) for line in lines]
    what = f"check of a post, {names:,} names"
    return [
        Row(what=f"{what}, median", unit="ms", ours=median(times), at_most=aim),
        Row(what=f"{what}, 99 of 100", unit="ms", ours=quantiles(times, n=100)[98], at_most=aim),
    ]


def _taken(line: bytes, under: Terms) -> float:
    started = perf_counter()
    for _ in answers([line], under):
        pass
    return (perf_counter() - started) * 1_000


def _hostile(under: Terms) -> Row:
    """The slowest of them, by the best of some goes each."""
    lines = {
        name: json.dumps({"id": name, "text": text}).encode() for name, text in HOSTILE.items()
    }
    times = {name: min(_taken(line, under) for _ in range(GOES)) for name, line in lines.items()}
    slowest = max(times, key=times.__getitem__)
    return Row(
        what=f"hostile post, the slowest: {slowest}",
        unit="ms",
        ours=times[slowest],
        at_most=HOSTILE_AIM,
    )


def _command() -> list[Row]:
    """The command itself with a file of posts, its start included."""
    arguments = ["--policy", labelled.PACK, "--roll", str(labelled.FOLDER / "roll.csv")]
    with TemporaryDirectory() as folder:
        given = Path(folder, "posts.jsonl")
        given.write_bytes(b"".join(_many()))
        with given.open("rb") as posts:
            done = subprocess.run(
                [sys.executable, "-c", _WATCHED, "manage.py", "check_posts", *arguments],
                stdin=posts,
                stdout=subprocess.PIPE,
                check=True,
                cwd=ROOT,
            )
    seconds, busy, kilobytes = map(float, done.stdout.split())
    what = f"check_posts, {POSTS:,} posts"
    return [
        Row(what=what, unit="posts/s", ours=POSTS / seconds, at_least=200),
        Row(what=f"{what}, by processor time", unit="posts/s", ours=POSTS / busy),
        Row(what=f"{what}, peak", unit="MB", ours=kilobytes * 1024 / 1e6, at_most=300),
    ]


def _many() -> Iterator[bytes]:
    """The labelled posts over and over, each time with another number in it."""
    for number, post in enumerate(islice(cycle(labelled.posts()), POSTS)):
        table = json.loads(post.line)
        table |= {"id": number, "text": f"{number}. {table['text']}"}
        yield json.dumps(table).encode() + b"\n"
