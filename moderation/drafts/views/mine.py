"""An author's own posts: the list, and an end to one of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from moderation.drafts.actions import drafts
from moderation.drafts.errors import Refusal
from moderation.drafts.presenters import mine as presenter
from moderation.drafts.presenters import saved
from moderation.drafts.presenters.typed import Typed
from moderation.drafts.queries import own as queries
from moderation.drafts.queries.weekly import rung_today
from moderation.drafts.views.drafting import own, screen, with_problem
from moderation.drafts.views.starting import beginnings
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_GET
@in_school(Permission.DRAFT_POSTS)
@also_saved(saved.MINE, lambda request: queries.everything(request.school, request.user))
def mine(request: SchoolRequest) -> HttpResponse:
    """What is open and what is over."""
    shown = presenter.present(request.school, request.user, cursor=request.GET.get("from", ""))
    reminded = rung_today(request.school, request.user, timezone.localdate())
    page = {"mine": shown, "reminded": reminded, **beginnings(request)}
    return render(request, "drafts/mine.html", page)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def discard(request: SchoolRequest, pk: int) -> HttpResponse:
    """Delete a draft that nobody else was ever shown."""
    post = own(request, pk)
    try:
        drafts.discard(post=post, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return screen(request, post, with_problem(Typed(), refusal), status=409)
    messages.success(request, gettext("The draft is gone."))
    return redirect("drafts:mine", school=request.school.slug)
