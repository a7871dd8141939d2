"""What goes wrong in the API, told as RFC 9457 has it."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A call that cannot be answered; ``str()`` is a sentence for whoever wrote the program.

    ``code`` names the kind of problem and stays the same; ``errors`` say what is wrong where.
    """

    def __init__(
        self,
        status: HTTPStatus,
        code: str,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        errors: list[dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.code = status, code
        self.headers, self.errors = dict(headers or {}), errors


def answer(problem: Problem) -> HttpResponse:
    """The problem as the caller gets it."""
    body: dict[str, Any] = {
        "type": f"urn:schoolsocial:problem:{problem.code}",
        "title": problem.status.phrase,
        "status": problem.status.value,
        "detail": str(problem),
    }
    if problem.errors is not None:
        body["errors"] = problem.errors
    return HttpResponse(
        json.dumps(body),
        status=problem.status,
        content_type=MEDIA_TYPE,
        headers=problem.headers,
    )


def unknown_key() -> Problem:
    """No key, a wrong one, a revoked one, an expired one: from outside they look alike."""
    return Problem(
        HTTPStatus.UNAUTHORIZED,
        "unknown-token",
        "Send a token of your school in the header “Authorization: Bearer …”. "
        "The school's administrator makes one, and sees whether yours has expired.",
        headers={"WWW-Authenticate": 'Bearer realm="School Social"'},
    )


def nothing_here() -> Problem:
    """Missing, another school's, or no longer live: from outside they look alike."""
    return Problem(HTTPStatus.NOT_FOUND, "not-found", "There is nothing at this address.")


def our_fault() -> Problem:
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "our-fault",
        "Something went wrong here. It is on record; please try again later.",
    )


def away() -> Problem:
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "away",
        "The database cannot be reached at the moment. Please try again.",
        headers={"Retry-After": "30"},
    )


def not_for(scope: str) -> Problem:
    return Problem(
        HTTPStatus.FORBIDDEN, "scope-missing", f"This token was made without the scope “{scope}”."
    )
