"""One button that stops all posting of a school."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from moderation.drafts.actions import freezes
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.freezes import FreezeForm
from moderation.drafts.models import Freeze
from moderation.drafts.presenters import freezes as presenter
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.REVIEW_POSTS)
def page(request: SchoolRequest) -> HttpResponse:
    """Whether posting is stopped, and the button for either."""
    return _page(request, FreezeForm())


@require_POST
@in_school(Permission.REVIEW_POSTS)
def begin(request: SchoolRequest) -> HttpResponse:
    """Stop all posting."""
    form = FreezeForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    reason = Freeze.Reason(form.cleaned_data["reason"])
    try:
        freezes.freeze(school=request.school, by=request.user, reason=reason, now=timezone.now())
    except Refusal as refusal:
        return _refused(request, refusal)
    messages.success(
        request, gettext("Posting is stopped. Nothing goes out until a senior leader says so.")
    )
    return _back(request)


@require_POST
@in_school(Permission.APPROVE_POSTS)
def end(request: SchoolRequest) -> HttpResponse:
    """Let posting go on, with what waited in the review queue."""
    try:
        reopened = freezes.thaw(school=request.school, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _refused(request, refusal)
    messages.success(request, gettext("Posting goes on. {waits}").format(waits=_waits(reopened)))
    return _back(request)


def _waits(reopened: int) -> str:
    if not reopened:
        return gettext("No post was waiting.")
    return ngettext(
        "The post that was waiting is in the review queue.",
        "The {posts} posts that were waiting are in the review queue.",
        reopened,
    ).format(posts=reopened)


def _page(request: SchoolRequest, form: FreezeForm, *, status: int = 200) -> HttpResponse:
    shown = {"freeze": presenter.present(request.school), "form": form}
    return render(request, "drafts/freeze.html", shown, status=status)


def _refused(request: SchoolRequest, refusal: Refusal) -> HttpResponse:
    messages.warning(request, str(refusal))
    return _back(request)


def _back(request: SchoolRequest) -> HttpResponse:
    return redirect("drafts:freeze", school=request.school.slug)
