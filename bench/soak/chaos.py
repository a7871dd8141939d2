"""What goes wrong: X misbehaves, workers are struck, the database crashes."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

from django.db import connections

from bench.soak.hurry import HANGING, LAG
from schoolsocial.sandbox.faults import Fault
from schoolsocial.sandbox.server import Sandbox

_OF_CREATE = (
    "cut_after", "cut_before", "503_after", "503_before", "truncated", "html", "no_id",
    "hang_before", "hang_after", "redirect", "rate_limited", "unauthorised", "not_enrolled",
    "credits_depleted", "usage_capped",
)  # fmt: skip
KINDS = {"create": _OF_CREATE, "timeline": ("lag", "cut_before", "503_before", "html")}
AHEAD = 2
"""Faults of each that wait for the requests to come."""
RESETS = ("near", "past", "absent")
WORKERS = 2
STOPPED_FOR = (0.5, 6.0)
"""Seconds; the longer ones outlast a worker's time to send."""
BETWEEN_CRASHES = 12.0  # s


class Workers:
    """Some processes that work until they are killed, each replaced by another."""

    def __init__(self, environment: Mapping[str, str], rng: Random, *, guarded: bool) -> None:
        self._environment = environment
        self._rng = rng
        self._guards = "guarded" if guarded else "naive"
        self._running: list[subprocess.Popen[bytes]] = []
        self._wake_at: dict[int, float] = {}
        self.struck = Counter[str]()

    def look_after(self) -> None:
        """Replace the dead, wake those that have been stopped for long enough."""
        for worker in [one for one in self._running if one.poll() is not None]:
            self._running.remove(worker)
            self.struck["killed"] += 1
        while len(self._running) < WORKERS:
            self._running.append(self._begun())
        for worker in self._running:
            self._wake(worker)

    def kill_one(self) -> None:
        """At whatever it does."""
        self._rng.choice(self._running).kill()

    def end(self) -> None:
        for worker in self._running:
            worker.kill()
            worker.wait()

    def _begun(self) -> subprocess.Popen[bytes]:
        seed = str(self._rng.randrange(1 << 32))
        command = [sys.executable, "-m", "bench.soak.worker", seed, self._guards]
        return subprocess.Popen(command, env=self._environment)

    def _wake(self, worker: subprocess.Popen[bytes]) -> None:
        if not _is_stopped(worker.pid):
            return
        if worker.pid not in self._wake_at:
            self.struck["stopped"] += 1
            self._wake_at[worker.pid] = time.monotonic() + self._rng.uniform(*STOPPED_FOR)
        elif time.monotonic() > self._wake_at[worker.pid]:
            del self._wake_at[worker.pid]
            worker.send_signal(signal.SIGCONT)


@contextmanager
def workers(environment: Mapping[str, str], rng: Random, *, guarded: bool) -> Iterator[Workers]:
    """Running workers; none is left in the end."""
    running = Workers(environment, rng, guarded=guarded)
    try:
        running.look_after()
        yield running
    finally:
        running.end()


class Chaos:
    """Strikes at random, as often as it is asked to."""

    def __init__(self, sandbox: Sandbox, running: Workers, rng: Random) -> None:
        self._sandbox, self._workers, self._rng = sandbox, running, rng
        self._planned = Counter[str]()
        self._crash_at = time.monotonic() + BETWEEN_CRASHES
        self.crashes = 0

    def plan_faults(self) -> None:
        """Some of the next requests go wrong, whether they post or read the timeline."""
        waiting = Counter(fault.operation for fault in self._waiting())
        for operation, kinds in KINDS.items():
            if waiting[operation] < AHEAD:
                self._plan(operation, kinds)

    def _plan(self, operation: str, kinds: tuple[str, ...]) -> None:
        rng = self._rng
        kind = rng.choice(kinds)
        seconds = LAG if kind == "lag" else HANGING
        reset = rng.choice(RESETS)
        self._planned[kind] += 1
        with self._sandbox.world.lock:
            plan = self._sandbox.world.faults.plan
            plan(Fault(kind, operation, seconds=seconds, reset=reset, skip=rng.randrange(2)))

    def strike(self) -> None:
        """Now and then a worker dies, or the whole database with everybody's session."""
        if self._rng.randrange(40) == 0:
            self._workers.kill_one()
        if time.monotonic() > self._crash_at:
            self._crash_at = time.monotonic() + BETWEEN_CRASHES
            self.crashes += self._crash_database()

    def faults(self) -> Counter[str]:
        """How often X misbehaved, by kind."""
        return self._planned - Counter(fault.kind for fault in self._waiting())

    def _waiting(self) -> list[Fault]:
        """Faults that no request has met yet."""
        with self._sandbox.world.lock:
            return self._sandbox.world.faults.left()

    def _crash_database(self) -> bool:
        """Kill one session outright: PostgreSQL ends all of them and recovers from its log."""
        try:
            with connections["owner"].cursor() as cursor:
                cursor.execute(
                    "SELECT pid FROM pg_stat_activity"
                    " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
                )
                sessions = [row[0] for row in cursor.fetchall()]
        finally:
            connections.close_all()
        if not sessions:
            return False
        with suppress(ProcessLookupError):
            os.kill(self._rng.choice(sessions), signal.SIGKILL)
        return True


def _is_stopped(pid: int) -> bool:
    """Whether it stands still (Linux)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
    except OSError:
        return False
