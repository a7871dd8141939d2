"""One morning from its schools to its figures."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

from django.utils import timezone

from bench import ground, scratch
from bench.load import schools as staffing
from bench.load import visits
from bench.load.visits import BARE, Answer
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import School
from schoolsocial.demo import waiting
from schoolsocial.demo.processes import Processes, Program
from schoolsocial.operations import heartbeat
from schoolsocial.sandbox.server import Sandbox
from schoolsocial.tenancy import scope

AIM = 300  # ms
_START_SECONDS = 90
_WEB = ("--interface", "wsgi", "--host", waiting.LOOPBACK, "--workers", "2")
"""As the Dockerfile starts it."""
_THREADS = ("--blocking-threads", "4", "schoolsocial.wsgi:application")
_CELERY = ("-m", "celery", "--app", "schoolsocial", "--quiet")


@dataclass(frozen=True)
class Outcome:
    """What was asked, how long the answers took, and what became of the posts due meanwhile."""

    answers: list[Answer]
    due: int
    posted: int

    @property
    def wrong(self) -> Counter[str]:
        """What was not answered as it should be, and how often."""
        return Counter(f"{one.what}: {one.wrong}" for one in self.answers if one.wrong)

    @property
    def met(self) -> bool:
        """Whether nothing went wrong and 95 of 100 answers were there in time."""
        return not self.wrong and self.posted == self.due and _p95(self._pages()) <= AIM

    def _pages(self) -> list[float]:
        return [one.seconds * 1_000 for one in self.answers if one.what != BARE]

    def __str__(self) -> str:
        bare = [one.seconds * 1_000 for one in self.answers if one.what == BARE]
        pages = self._pages()
        return "\n".join(
            [
                *_of_each(self.answers),
                f"{len(pages):,} requests, {self.wrong.total()} wrong {dict(self.wrong) or ''}",
                f"p50 {median(pages):.0f} ms, p95 {_p95(pages):.0f} ms (aim {AIM})",
                f"{_p95(pages) / _p95(bare):.1f} times the bare view's {_p95(bare):.0f} ms",
                f"{self.posted} of {self.due} posts that were due went out",
            ]
        )


def run(*, schools: int, seconds: float, rate: float) -> Outcome:
    """Fills a database, starts the servers on it, and asks them for so many seconds."""
    with ExitStack() as stack:
        name = stack.enter_context(scratch.database())
        sandbox = stack.enter_context(Sandbox())
        began = timezone.now() + timedelta(minutes=2)
        spread = timedelta(seconds=seconds * 0.8 / schools)
        print(f"Making {schools} schools", file=sys.stderr)
        staff = [
            one
            for number in range(schools)
            for one in staffing.make(number, sandbox, began + number * spread)
        ]
        address = stack.enter_context(_served(name, sandbox.url))
        visits.arrive(address, staff)
        print(f"{len(staff)} staff begin their morning", file=sys.stderr)
        answers = visits.morning(address, staff, seconds=seconds, rate=rate)
        due, posted = _went_out()
    return Outcome(answers, due, posted)


@contextmanager
def _served(database: str, x_url: str) -> Iterator[str]:
    """The web server's address; a worker and its clock run beside it."""
    logs = ground.VAR / "load"
    logs.mkdir(parents=True, exist_ok=True)
    port = waiting.free_port()
    base = f"http://{waiting.LOOPBACK}:{port}"
    variables = scratch.variables(database, X_API_URL=x_url, BASE_URL=base)
    with Processes() as processes:
        for name, command in _programs(port).items():
            processes.start(_program(name, logs, variables, command))
        processes.until(
            lambda: waiting.answers_http(port), seconds=_START_SECONDS, what="The web server"
        )
        processes.until(_all_alive, seconds=_START_SECONDS, what="The worker and its clock")
        yield base


def _all_alive() -> bool:
    """Whether everything that starts has started: it is not a morning's work."""
    return not heartbeat.silent(timezone.now())


def _programs(port: int) -> dict[str, tuple[str, ...]]:
    return {
        "web": ("-m", "granian", *_WEB, "--port", str(port), *_THREADS),
        "worker": (*_CELERY, "worker", "--concurrency", "2", "--loglevel", "INFO"),
        "beat": (*_CELERY, "beat", "--loglevel", "INFO"),
    }


def _program(
    name: str, logs: Path, variables: Mapping[str, str], command: tuple[str, ...]
) -> Program:
    return Program(
        name=name,
        command=[sys.executable, *command],
        log=logs / f"{name}.log",
        environment=variables,
    )


def _went_out() -> tuple[int, int]:
    """How many posts were due a minute ago, and how many of them are on X."""
    due = posted = 0
    for school in School.objects.all():
        with scope.school(school.pk):
            past = Post.objects.filter(not_before__lt=timezone.now() - timedelta(minutes=1))
            due += past.count()
            posted += past.filter(state=State.POSTED).count()
    return due, posted


def _of_each(answers: list[Answer]) -> list[str]:
    times = defaultdict[str, list[float]](list)
    for one in answers:
        times[one.what].append(one.seconds * 1_000)
    return [
        f"  {what or 'home':<16} {len(took):>6,}  p50 {median(took):>5.0f}  p95 {_p95(took):>5.0f}"
        for what, took in sorted(times.items())
    ]


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
