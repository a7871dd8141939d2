"""A program that calls without TLS is told so."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from schoolsocial.api import problems
from schoolsocial.api.problems import Problem

PREFIX = "/api/v1/"


class NoPlainCalls:
    """Refuses what a page would be led to HTTPS for: a program led on by itself would go on sending
    its key in the open, and nobody would notice.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        plain = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        if plain and request.path.startswith(PREFIX):
            return problems.answer(
                Problem(
                    HTTPStatus.FORBIDDEN,
                    "plain-http",
                    "Call this address over HTTPS. The token in this call travelled in the open: "
                    "revoke it and make another.",
                )
            )
        return self.get_response(request)
