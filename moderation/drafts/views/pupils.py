"""One child, where posts are concerned: what is held about it, handed out or erased."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from consent.actions import pupils as register
from consent.errors import Refusal
from consent.models import Pupil
from moderation.drafts.actions import erasing
from moderation.drafts.forms.erasing import ErasureForm
from moderation.drafts.presenters import access_request
from moderation.drafts.presenters import erasing as presenter
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.ERASE_PUPILS)
def erase(request: SchoolRequest, pk: int) -> HttpResponse:
    """What would go and what would stay; then, once it is meant, it goes."""
    child = _pupil(request, pk)
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, child, form, status=422 if form.is_bound else 200)
    try:
        erasing.erase(pupil=child, by=request.user, now=timezone.now())
    except Refusal:
        return _page(request, child, ErasureForm(), status=409)
    messages.success(
        request, gettext("Erased. The log below says what went, and of nobody whose it was.")
    )
    return redirect("consent:disposals", school=request.school.slug)


@require_POST
@in_school(Permission.KEEP_ROLL)
def export(request: SchoolRequest, pk: int) -> HttpResponseBase:
    """Everything held about one child, for an access request."""
    child, now = _pupil(request, pk), timezone.now()
    register.note_export(pupil=child, by=request.user, now=now)
    pieces = access_request.streamed(child, timezone.localdate(now))
    disposition = {"Content-Disposition": 'attachment; filename="access-request.zip"'}
    return StreamingHttpResponse(pieces, content_type="application/zip", headers=disposition)


def _pupil(request: SchoolRequest, pk: int) -> Pupil:
    return get_object_or_404(request.school.pupils.select_related("school_class"), pk=pk)


def _page(
    request: SchoolRequest, child: Pupil, form: ErasureForm, *, status: int = 200
) -> HttpResponse:
    shown = {"page": presenter.present(child, timezone.now()), "form": form}
    return render(request, "roll/erase.html", shown, status=status)
