"""Pictures from an archive or fetched from X: cleaned copies, for those who may see every post."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from moderation.catalogue.queries import pictures
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.SEE_ALL_POSTS)
def thumbnail(request: SchoolRequest, token: str) -> HttpResponse:
    """The small copy, always a JPEG."""
    photo = pictures.held_picture(request.school, token)
    if photo is None:
        raise Http404
    try:
        with default_storage.open(photo.thumbnail) as file:
            response = HttpResponse(file.read(), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline"
    return response
