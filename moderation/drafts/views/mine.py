"""An author's own posts: the list, a new draft, an end to one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from moderation.drafts.actions import drafts
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.compose import StartForm, accounts_of
from moderation.drafts.presenters import mine as presenter
from moderation.drafts.presenters.compose import Typed
from moderation.drafts.views.drafting import own, screen, with_problem
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.DRAFT_POSTS)
def mine(request: SchoolRequest) -> HttpResponse:
    """What is open and what is over."""
    return _list(request, StartForm(request.school))


@require_POST
@in_school(Permission.DRAFT_POSTS)
def start(request: SchoolRequest) -> HttpResponse:
    """An empty draft, opened at once."""
    form = StartForm(request.school, request.POST)
    if not form.is_valid():
        return _list(request, form, status=422)
    post = drafts.start(
        school=request.school,
        by=request.user,
        account=form.cleaned_data["account"],
        now=timezone.now(),
    )
    return redirect("drafts:compose", school=request.school.slug, pk=post.pk)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def discard(request: SchoolRequest, pk: int) -> HttpResponse:
    """Delete a draft that nobody else was ever shown."""
    post = own(request, pk)
    try:
        drafts.discard(post=post, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return screen(request, post, with_problem(Typed(), refusal), status=409)
    messages.success(request, "The draft is gone.")
    return redirect("drafts:mine", school=request.school.slug)


def _list(request: SchoolRequest, form: StartForm, *, status: int = 200) -> HttpResponse:
    shown = presenter.present(request.school, request.user, cursor=request.GET.get("from", ""))
    page = {"mine": shown, "start": form, "accounts": list(accounts_of(request.school))}
    return render(request, "drafts/mine.html", page, status=status)
