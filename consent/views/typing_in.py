"""What a page was sent."""

from django.http import HttpRequest, QueryDict


def typed_in(request: HttpRequest) -> QueryDict | None:
    """The fields of a form that was sent, were they all empty; None where the page is opened."""
    return request.POST if request.method == "POST" else None
