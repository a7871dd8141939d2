"""The door of the API: no session and no person, a key in the ``Authorization`` header.

The key names its school; it is looked up in that school's scope alone, and what is asked for runs
in that scope too. Every call is counted, and no answer is kept by caches in between.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe

from schoolsocial.accounts.access import public
from schoolsocial.api import keys, problems
from schoolsocial.api.actions import tokens
from schoolsocial.api.actions.tokens import Use
from schoolsocial.api.problems import Problem
from schoolsocial.tenancy import scope

Page = Callable[..., HttpResponse]

READ = ("GET", "HEAD")
WRITE = ("POST",)
PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET",
    "Access-Control-Allow-Headers": "Authorization, If-None-Match",
    "Access-Control-Max-Age": "600",
}
"""What a browser hears before it asks. It names no token yet, so everybody hears the same; whether
a page may read the answer itself is a matter of the token's own list."""
_EXPOSED = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After"
_KEY_NAMES = frozenset({"token", "access_token", "api_key", "key"})
_SETTLED = timedelta(seconds=2)


class ApiRequest(HttpRequest):
    """A call with a live token, in the scope of its school."""

    use: Use


def keyed(page: Page, methods: tuple[str, ...], takes: frozenset[str] = frozenset()) -> Page:
    """An answer of the API to whoever brings a key. ``takes`` is what may stand in the query."""

    @wraps(page)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)
        try:
            _refuse_method(request, methods)
            use = _use(request)
            _refuse_unknown(request, takes)
        except Problem as problem:
            return _sealed(problems.answer(problem))
        except OperationalError:
            return _sealed(problems.answer(problems.away()))
        response = _through(request, use, page, kwargs)
        return _sealed(_told(_without_body(request, response), request, use))

    guarded.__dict__["csrf_exempt"] = True  # the key is no cookie: no browser sends it by itself
    return public(guarded)


def dated(response: HttpResponse, changed_at: datetime | None) -> None:
    """Say when the content last changed; not while another change may share that second."""
    if changed_at is not None and changed_at < timezone.now() - _SETTLED:
        response["Last-Modified"] = http_date(changed_at.timestamp())


def unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer with a tag of its content, or 304 where the caller has it already."""
    response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    changed = parse_http_date_safe(response.headers.get("Last-Modified", ""))
    known = get_conditional_response(
        request, etag=response["ETag"], last_modified=changed, response=response
    )
    return known or response


def _refuse_method(request: HttpRequest, methods: tuple[str, ...]) -> None:
    if request.method not in methods:
        allow = {"Allow": ", ".join(methods)}
        told = f"This address takes {allow['Allow']}."
        raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, "method", told, headers=allow)


def _refuse_unknown(request: HttpRequest, takes: frozenset[str]) -> None:
    """A misspelt name would be passed over in silence, and the whole list come instead."""
    if unknown := sorted(set(request.GET) - takes):
        told = f"This address takes {', '.join(sorted(takes)) or 'nothing'} in its query."
        errors = [{"where": "query", "what": f"{len(unknown)} unknown"}]
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "not-valid", told, errors=errors)


def _use(request: HttpRequest) -> Use:
    """Whose call it is, counted. Raises ``Problem``."""
    if _KEY_NAMES & set(request.GET):
        raise Problem(
            HTTPStatus.BAD_REQUEST,
            "token-in-address",
            "Send the token in the header “Authorization: Bearer …”, never in the address: "
            "addresses are written into logs. Revoke this one and make another.",
        )
    named = keys.presented(request.headers.get("Authorization", ""))
    if named is None:
        raise problems.unknown_key()
    with scope.school(named.school_id):
        use = tokens.use(key_hash=named.key_hash, now=timezone.now())
    if use is None:
        raise problems.unknown_key()
    return use


def _through(request: HttpRequest, use: Use, page: Page, kwargs: dict[str, Any]) -> HttpResponse:
    request.__dict__["use"] = use
    asked, request.method = request.method, "GET" if request.method == "HEAD" else request.method
    try:
        _refuse_others(request, use)
        with scope.school(use.token.school_id):
            response = page(request, **kwargs)
    except Problem as problem:
        response = problems.answer(problem)
    request.method = asked
    return unless_known(request, response) if response.status_code == HTTPStatus.OK else response


def _refuse_others(request: HttpRequest, use: Use) -> None:
    origin = request.headers.get("Origin")
    if origin and origin not in use.token.origins:
        raise Problem(
            HTTPStatus.FORBIDDEN,
            "origin",
            "This token is not for pages of that website. The school's administrator lists them.",
        )
    if use.left < 0:
        raise Problem(
            HTTPStatus.TOO_MANY_REQUESTS,
            "too-many-calls",
            f"That was more than {settings.API_CALLS_A_MINUTE} calls in a minute. "
            f"Go on in {use.seconds} seconds.",
            headers={"Retry-After": str(use.seconds)},
        )


def _without_body(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if request.method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _told(response: HttpResponse, request: HttpRequest, use: Use) -> HttpResponse:
    """With how many calls are left, and for a page of a listed website the leave to read it."""
    response["RateLimit-Policy"] = f'"minute";q={settings.API_CALLS_A_MINUTE};w=60'
    response["RateLimit"] = f'"minute";r={max(use.left, 0)};t={use.seconds}'
    origin = request.headers.get("Origin")
    if origin and origin in use.token.origins:
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Expose-Headers"] = _EXPOSED
    return response


def _sealed(response: HttpResponse) -> HttpResponse:
    """Kept by who asked, and asked about again each time: what is taken down is gone at once."""
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Authorization", "Origin"))
    return response
