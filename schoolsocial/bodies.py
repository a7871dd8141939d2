"""What a request's body may be written in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.template.loader import render_to_string

UTF_8 = frozenset({"utf-8", "utf8"})


class Utf8Only:
    """Refuses a body that says it is in another encoding than the one our pages are in.

    Django would read it with whatever codec Python has by that name, and some of those fail, or
    give half characters that no database stores. Django's own page for a damaged request looks for
    a token in that body first, and fails with it; so the answer is given here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        named = (request.content_params or {}).get("charset", "utf-8")
        if named.lower() not in UTF_8:
            return HttpResponseBadRequest(render_to_string("400.html"))
        return self.get_response(request)
