"""One id for all that a request causes: in each line of the log, in its tasks and their tasks.

It travels in a message's headers, never among a task's arguments. It says nothing of anybody: what
comes from outside is taken only where it can be no name.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
TASK_HEADER = "request_id"
_SANE = re.compile(r"[0-9a-fA-F-]{16,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """The id of what is being done; empty outside a request and a task."""
    return _current.get()


def sane(given: str) -> str:
    """The given id where it is one (a UUID, hexadecimal digits), else a new one."""
    return given if _SANE.fullmatch(given) else secrets.token_hex(16)


@contextmanager
def within(request_id: str) -> Iterator[None]:
    """Whatever is done here bears this id."""
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)


class RequestId:
    """Middleware: the first of them, so that every line of a request has its id. Told back only to
    who gave one: otherwise no two answers would be alike, and a missing page could be told from a
    hidden one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        request_id = sane(given)
        with within(request_id):
            response = self.get_response(request)
        if given == request_id:
            response[HEADER] = request_id
        return response
