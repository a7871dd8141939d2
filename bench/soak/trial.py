"""One run: posts queued, everything going wrong until each is settled, then the verdict."""

import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.db import DatabaseError, InterfaceError, connections
from django.utils import timezone

from bench import queueing, scratch
from bench.soak import chaos, verdicts
from bench.soak.verdicts import Outcome
from schoolsocial.sandbox.server import Sandbox
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account

SCHOOLS = 4
SPREAD = 0.05
"""Seconds between two posts' due times, for all schools together."""
A_THREAD_IN = 8
"""One of so many posts is the first of a thread of three."""
BETWEEN_LOOKS = 0.1  # s
PATIENCE = 900  # s in which not one more post was settled


@dataclass(frozen=True)
class Trial:
    """What one run came to."""

    outcome: Outcome
    faults: Counter[str]
    strikes: Counter[str]
    seconds: float

    @property
    def errors(self) -> int:
        """Posts that stand on X twice, or of which the software says what is not so."""
        return self.outcome.duplicates + self.outcome.wrong

    def __str__(self) -> str:
        ours, faults = self.outcome, self.faults.total() + self.strikes.total()
        return (
            f"{ours.posts:,} posts, {faults:,} faults, {ours.duplicates} duplicates,"
            f" {ours.wrong} wrong verdicts, {ours.held} held ({ours.held_live} of them live),"
            f" {self.seconds:.0f} s\n  in the end {_listed(ours.states)}\n"
            f"  struck {_listed(self.strikes)}\n  X {_listed(self.faults)}"
        )


def run(posts: int, seed: int, *, guarded: bool) -> Trial:
    """Raises ``TimeoutError`` where no post at all was settled for `PATIENCE`."""
    rng = Random(seed)
    with ExitStack() as stack:
        name = stack.enter_context(scratch.database())
        sandbox = stack.enter_context(Sandbox())
        sandbox.world.posts.refuse_duplicates = False  # X would hide a double post
        schools = _queued(posts, sandbox)
        environment = scratch.variables(name, X_API_URL=sandbox.url)
        running = stack.enter_context(chaos.workers(environment, rng, guarded=guarded))
        striking = chaos.Chaos(sandbox, running, rng)
        began = time.monotonic()
        _until_settled(schools, running, striking)
        seconds = time.monotonic() - began
        outcome = verdicts.judge(schools, sandbox)
    strikes = running.struck + Counter({"database crashes": striking.crashes})
    return Trial(outcome, striking.faults(), strikes, seconds)


def _queued(posts: int, sandbox: Sandbox) -> list[int]:
    """Approved posts of several schools, due one after the other from now on; the schools' ids."""
    made = [queueing.school(f"soak-{number}") for number in range(SCHOOLS)]
    accounts = [queueing.account(school, sandbox) for school, _, _ in made]
    ready = timezone.now() + timedelta(hours=1)
    queued = []
    for number in range(posts):
        words = f"Our garden club met today, for the {number}th time."
        thread = [words, f"{words} We dug.", f"{words} We planted."]
        _, author, reviewer = made[number % SCHOOLS]
        queued.append(
            queueing.queue_thread(
                thread if number % A_THREAD_IN == 0 else [words],
                author=author,
                reviewer=reviewer,
                account=accounts[number % SCHOOLS],
                at=ready,
            )
        )
    now = timezone.now()
    for number, post in enumerate(queued):
        with scope.school(post.school_id):
            at = now + timedelta(seconds=number * SPREAD)
            type(post).objects.filter(pk=post.pk).update(not_before=at)
    return [school.pk for school, _, _ in made]


def _until_settled(schools: list[int], running: chaos.Workers, striking: chaos.Chaos) -> None:
    fewest, until = _left(schools), time.monotonic() + PATIENCE
    while left := _left(schools):
        if left < fewest:
            fewest, until = left, time.monotonic() + PATIENCE
        if time.monotonic() > until:
            raise TimeoutError(f"{left} posts are under way, and none was settled in {PATIENCE} s.")
        running.look_after()
        striking.plan_faults()
        striking.strike()
        time.sleep(BETWEEN_LOOKS)


def _left(schools: list[int]) -> int:
    """How many posts are under way, asked again until the database answers. A person who is told
    that an account waits sees to it."""
    while True:
        try:
            for school_id in schools:
                with scope.school(school_id):
                    Account.objects.update(
                        paused_at=None, paused_reason="", needs_reconnecting_at=None
                    )
            return verdicts.unsettled(schools)
        except (DatabaseError, InterfaceError):
            connections.close_all()
            time.sleep(BETWEEN_LOOKS)


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.most_common()) or "nothing"
