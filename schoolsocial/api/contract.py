"""The API as a whole: what it is called, who may ask, and how it says that it cannot answer."""

import logging
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer

from schoolsocial.api import problems
from schoolsocial.api.actions.tokens import Use
from schoolsocial.api.models import Scope
from schoolsocial.api.problems import Problem

ABOUT = (
    "What a school's website may read and send. Every call carries a token of the school. "
    "What is read is public already: the posts that stand on X now, never their author, never "
    "anything about consent. What is sent is a draft, which a person still has to finish and send "
    "for approval. Ask again with If-None-Match: an answer that has not changed is 304 and small."
)

api = NinjaAPI(
    title="School Social", version="1", description=ABOUT, openapi_url=None, docs_url=None
)

log = logging.getLogger(__name__)


class Token(HttpBearer):
    """A token of the school with that scope; the door has looked it up already."""

    def __init__(self, wanted: Scope | None = None) -> None:
        super().__init__()
        self.wanted = wanted

    def authenticate(self, request: HttpRequest, token: str) -> Use:
        """Raises ``Problem`` where the token was made for something else."""
        use: Use = request.__dict__["use"]
        if self.wanted and not use.token.may(self.wanted):
            raise problems.not_for(self.wanted.value)
        return use


@api.exception_handler(Problem)
def told(request: HttpRequest, problem: Problem | type[Problem]) -> HttpResponse:
    """A problem we named ourselves."""
    found = problem if isinstance(problem, Problem) else problems.nothing_here()
    return problems.answer(found)


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404 | type[Http404]) -> HttpResponse:
    return problems.answer(problems.nothing_here())


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    """What was sent is not as described. What it held is not repeated."""
    found: list[dict[str, Any]] = getattr(error, "errors", [])
    errors = [{"where": ".".join(map(str, one["loc"])), "what": str(one["msg"])} for one in found]
    detail = "Something in this call is not as the description has it; “errors” says what."
    return problems.answer(
        Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "not-valid", detail, errors=errors)
    )


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    """The body is no JSON."""
    return problems.answer(
        Problem(HTTPStatus.BAD_REQUEST, "unreadable", "The body of this call is not JSON.")
    )


@api.exception_handler(RequestDataTooBig)
def too_big(
    request: HttpRequest, error: RequestDataTooBig | type[RequestDataTooBig]
) -> HttpResponse:
    return problems.answer(
        Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-big", "No draft is that long.")
    )


@api.exception_handler(Exception)
def broken(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """Our own fault: on record in the log. Raised on, so that all it wrote is undone."""
    cause = error if isinstance(error, Exception) else None
    log.error("An answer of the API failed.", exc_info=cause)
    raise problems.our_fault() from cause
