"""Pictures from an archive or fetched from X: cleaned copies, for those who may see every post."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from moderation.catalogue.actions import faces
from moderation.catalogue.queries import pictures
from moderation.drafts.errors import Refusal
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


@require_POST
@in_school(Permission.CORRECT_FACES)
def open_picture(request: SchoolRequest, pk: int, position: int) -> HttpResponse:
    """Take the post into the record, and go on to say who is in that picture."""
    tweet = get_object_or_404(request.school.tweets.all(), pk=pk)
    school = request.school.slug
    try:
        placed = faces.open_picture(
            tweet=tweet, position=position, by=request.user, now=timezone.now()
        )
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("catalogue:tweet", school=school, pk=pk)
    return redirect("drafts:correct_faces", school=school, pk=placed.post_id, photo=placed.pk)
