"""Choosing a picture of the library for one's draft."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from moderation.drafts.actions import library as actions
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.library import SearchForm
from moderation.drafts.models import Post
from moderation.drafts.presenters import library as presenter
from moderation.drafts.views.drafting import keep, own, screen
from moderation.drafts.workflow import EDITABLE
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_POST
@in_school(Permission.DRAFT_POSTS)
def leave_for(request: SchoolRequest, pk: int) -> HttpResponse:
    """Keep what was typed in the draft, then go and choose."""
    post = own(request, pk)
    typed = keep(request, post)
    if typed.problems:
        return screen(request, post, typed, status=409)
    return redirect("drafts:library_choose", school=request.school.slug, pk=pk)


@require_http_methods(["GET", "POST"])
@in_school(Permission.DRAFT_POSTS)
def choose(request: SchoolRequest, pk: int) -> HttpResponse:
    """The pictures that may be in a draft; posted to, it searches."""
    post = own(request, pk)
    if post.state not in EDITABLE:
        return redirect("drafts:compose", school=request.school.slug, pk=pk)
    return _page(request, post)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def use(request: SchoolRequest, pk: int, picture: int) -> HttpResponse:
    """Put one into the draft."""
    post = own(request, pk)
    chosen = get_object_or_404(request.school.library, pk=picture)
    try:
        actions.use(picture=chosen, post=post, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _page(request, post, problem=str(refusal), status=409)
    messages.success(
        request, gettext("The picture is in your draft. Change the description if you like.")
    )
    return redirect("drafts:compose", school=request.school.slug, pk=pk)


def _page(
    request: SchoolRequest, post: Post, *, problem: str = "", status: int = 200
) -> HttpResponse:
    library = presenter.to_choose_from(
        request.school,
        SearchForm(request.POST),
        cursor=request.POST.get("from", ""),
        now=timezone.now(),
    )
    shown = {"post": post, "library": library, "problem": problem}
    return render(request, "drafts/library_choose.html", shown, status=status)
