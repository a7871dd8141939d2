"""What anybody may fetch without a token: pictures of live posts, and what describes the API."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consent.models import Photo
from schoolsocial.accounts.access import public
from schoolsocial.api import problems
from schoolsocial.api.door import unless_known
from schoolsocial.api.presenters import description, resources
from schoolsocial.api.queries import posts as queries
from schoolsocial.api.views.v1 import api
from schoolsocial.tenancy import scope


@require_safe
@public
def picture(request: HttpRequest, signed: str) -> HttpResponse:
    """A picture of a live post, for any page that shows the post. Gone once the post is."""
    named = resources.picture_named(signed)
    if named is None:
        raise Http404
    school_id, post_id, position = named
    with scope.school(school_id):
        photo = queries.picture(post_id, position)
    if photo is None:
        raise Http404
    return unless_known(request, _file(photo))


@require_safe
@public
def openapi(_request: HttpRequest) -> HttpResponse:
    """The API's own description, as OpenAPI 3.1."""
    return JsonResponse(description.document(api))


@require_safe
@public
def documentation(request: HttpRequest) -> HttpResponse:
    """The same for people, with examples to copy."""
    return render(request, "api/documentation.html", description.page(api))


@public
def missing(_request: HttpRequest) -> HttpResponse:
    """No such address in the API."""
    return problems.answer(problems.nothing_here())


def _file(photo: Photo) -> HttpResponse:
    try:
        with default_storage.open(photo.content) as file:
            response = HttpResponse(file.read(), content_type=photo.media_type)
    except FileNotFoundError:
        raise Http404 from None
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # the school's website shows it
    response["Cache-Control"] = "public, no-cache"  # asked about each time: gone means gone
    response["Content-Disposition"] = "inline"
    return response
