"""What is counted while the software runs, for whoever watches over it. See ADR 38.

A label holds what the code itself names (a page, a task, an endpoint of X), never an address, an id
or a word of anybody: so the figures are few, and say nothing of a school.
"""

import functools
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

log = logging.getLogger(__name__)

NO_PAGE = "no page of ours"
OTHER = "other"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_STATUSES = range(100, 600)
SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
LONG_SECONDS = (0.05, 0.25, 1.0, 5.0, 15.0, 60.0, 300.0)

_requests = Counter(
    "schoolsocial_requests",
    "Requests, by the page's name, the method and the class of the status.",
    ["view", "method", "status"],
)
_request_seconds = Histogram(
    "schoolsocial_request_seconds",
    "From a request's arrival at the software to the first byte of its answer.",
    ["view"],
    buckets=SECONDS,
)
_tasks = Counter("schoolsocial_tasks", "Tasks a worker ended, done or failed.", ["task", "outcome"])
_task_seconds = Histogram(
    "schoolsocial_task_seconds", "How long a task ran.", ["task"], buckets=LONG_SECONDS
)
_attempts = Counter(
    "schoolsocial_attempts",
    "Attempts to change X, each time one comes into a state.",
    ["kind", "outcome"],
)
_x_calls = Counter(
    "schoolsocial_x_calls",
    "Calls to X, by endpoint and class of the status.",
    ["endpoint", "status"],
)


def _harmless(count: Callable[..., None]) -> Callable[..., None]:
    """A figure that cannot be written stops nothing: no page, and no post."""

    @functools.wraps(count)
    def counted(*told: str | float) -> None:
        try:
            count(*told)
        except OSError as error:
            log.warning("A figure could not be written: %s", type(error).__name__)

    return counted


@_harmless
def request(view: str, method: str, status: int, seconds: float) -> None:
    """A page was answered. ``view`` is its name in the URLconf."""
    known = method if method in METHODS else OTHER
    _requests.labels(view, known, class_of(status)).inc()
    _request_seconds.labels(view).observe(seconds)


@_harmless
def attempt(kind: str, outcome: str) -> None:
    """An attempt to change X came into this state."""
    _attempts.labels(kind, outcome).inc()


@_harmless
def x_call(endpoint: str, status: str) -> None:
    """X was called. ``endpoint`` is one of ``x.endpoints``."""
    _x_calls.labels(endpoint, status).inc()


@_harmless
def _task(name: str, outcome: str, seconds: float) -> None:
    _tasks.labels(name, outcome).inc()
    _task_seconds.labels(name).observe(seconds)


@contextmanager
def of_task(name: str) -> Iterator[None]:
    """What runs inside is this task. One that is killed is not counted."""
    outcome, began = "failed", time.monotonic()
    try:
        yield
        outcome = "done"
    finally:
        _task(name, outcome, time.monotonic() - began)


def class_of(status: int) -> str:
    """``2xx`` for 204."""
    return f"{status // 100}xx" if status in _STATUSES else OTHER


class Measured:
    """Middleware: counts each answer. Stands behind the one that serves static files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, asked: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        response = self.get_response(asked)
        seconds = time.monotonic() - began
        request(_name_of(asked), asked.method or OTHER, response.status_code, seconds)
        return response


def _name_of(asked: HttpRequest) -> str:
    match = asked.resolver_match
    return match.view_name if match else NO_PAGE
