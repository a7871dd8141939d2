"""Refusals with the bodies X gives them."""

from collections.abc import Mapping
from typing import Any

_TYPE = "https://api.twitter.com/2/problems/"


class Problem(Exception):
    """A refusal: HTTP status, problem body, extra headers."""

    def __init__(
        self, status: int, body: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body
        self.headers = headers or {}


def _blank(status: int, title: str, detail: str, **more: str) -> Problem:
    body = {"title": title, "detail": detail, "type": "about:blank", "status": status}
    return Problem(status, body | more)


def unauthorised() -> Problem:
    return _blank(401, "Unauthorized", "Unauthorized")


def forbidden(detail: str = "You are not permitted to perform this action.") -> Problem:
    return _blank(403, "Forbidden", detail)


def duplicate() -> Problem:
    return forbidden("You are not allowed to create a Tweet with duplicate content.")


def not_enrolled() -> Problem:
    body = {
        "client_id": "00000000",
        "detail": "When authenticating requests to the Twitter API v2 endpoints, you must use keys "
        "and tokens from a Twitter developer App that is attached to a Project.",
        "registration_url": "https://developer.twitter.com/en/docs/projects/overview",
        "title": "Client Forbidden",
        "required_enrollment": "Appropriate Level of API Access",
        "reason": "client-not-enrolled",
        "type": _TYPE + "client-forbidden",
    }
    return Problem(403, body)


def credits_depleted() -> Problem:
    body = {
        "title": "CreditsDepleted",
        "detail": "Your account does not have any credits to fulfill this request.",
        "type": _TYPE + "credits",
        "status": 402,
    }
    return Problem(402, body)


def usage_capped() -> Problem:
    body = {
        "title": "UsageCapExceeded",
        "detail": "Usage cap exceeded: Monthly product cap",
        "type": _TYPE + "usage-capped",
        "period": "Monthly",
        "scope": "Product",
    }
    return Problem(429, body)


def rate_limited(reset: int | None) -> Problem:
    """429 with the reset in unix seconds, or without the header."""
    headers = {"x-rate-limit-limit": "100", "x-rate-limit-remaining": "0"}
    if reset is not None:
        headers["x-rate-limit-reset"] = str(reset)
    body = {"title": "Too Many Requests", "detail": "Too Many Requests", "type": "about:blank"}
    return Problem(429, body | {"status": "429"}, headers)


def invalid(parameter: str, value: str, message: str) -> Problem:
    body = {
        "errors": [{"parameters": {parameter: [value]}, "message": message}],
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
        "type": _TYPE + "invalid-request",
    }
    return Problem(400, body)


def not_found(resource_type: str, resource_id: str) -> Problem:
    return Problem(404, missing(resource_type, resource_id) | {"status": 404})


def missing(resource_type: str, resource_id: str) -> dict[str, Any]:
    """The error X puts into a 200 for something that is not there."""
    return {
        "value": resource_id,
        "detail": f"Could not find {resource_type} with id: [{resource_id}].",
        "title": "Not Found Error",
        "resource_type": resource_type,
        "parameter": "id",
        "resource_id": resource_id,
        "type": _TYPE + "resource-not-found",
    }


def no_such_route() -> Problem:
    return _blank(404, "Not Found", "Not Found")


def bad_refresh_token() -> Problem:
    body = {
        "error": "invalid_request",
        "error_description": "Value passed for the token was invalid.",
    }
    return Problem(400, body)


def bad_code() -> Problem:
    body = {
        "error": "invalid_request",
        "error_description": "Value passed for the authorization code was invalid.",
    }
    return Problem(400, body)
