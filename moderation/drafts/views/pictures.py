"""Pictures, cleaned copies only, for those who may see them."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from consent.models import Photo
from moderation.drafts.queries import pictures
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.SEE_SCHOOL)
def picture(request: SchoolRequest, token: str) -> HttpResponse:
    """The picture as it will go to X."""
    photo = _photo(request, token)
    return _send(photo.content, photo.media_type)


@require_GET
@in_school(Permission.SEE_SCHOOL)
def thumbnail(request: SchoolRequest, token: str) -> HttpResponse:
    """The small copy for lists, always a JPEG."""
    return _send(_photo(request, token).thumbnail, "image/jpeg")


def _photo(request: SchoolRequest, token: str) -> Photo:
    photo = pictures.visible_picture(request.membership, token)
    if photo is None:
        raise Http404
    return photo


def _send(name: str, media_type: str) -> HttpResponse:
    try:
        with default_storage.open(name) as file:
            response = HttpResponse(file.read(), content_type=media_type)
    except FileNotFoundError:
        raise Http404 from None
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline"
    return response
