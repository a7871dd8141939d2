"""Letting go of a draft, and taking it back."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from moderation.drafts import wall_clock
from moderation.drafts.actions import submissions
from moderation.drafts.devices import device_of
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.compose import WishForm
from moderation.drafts.models import Post
from moderation.drafts.presenters.typed import Typed
from moderation.drafts.views.drafting import keep, own, screen, with_problem
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_POST
@in_school(Permission.DRAFT_POSTS)
def submit(request: SchoolRequest, pk: int) -> HttpResponse:
    """Send the draft, as it is typed, for approval."""
    post = own(request, pk)
    wishes = WishForm(request.POST).wishes()
    wished, slot = wishes["wall_time"], wishes["wishes_slot"]
    typed = replace(keep(request, post), wished=wished, wishes_slot=slot)
    if typed.problems:
        return screen(request, post, typed, status=409)
    now, device = timezone.now(), device_of(request)
    try:
        submissions.submit(post=post, by=request.user, now=now, device=device, **wishes)
    except wall_clock.ClockChange as change:
        asked = replace(with_problem(typed, change), choices=change.choices)
        return screen(request, post, asked, status=409)
    except Refusal as refusal:
        return screen(request, post, with_problem(typed, refusal), status=409)
    return _back(request, post, gettext("Sent for approval. You get a mail when it is decided."))


@require_POST
@in_school(Permission.DRAFT_POSTS)
def withdraw(request: SchoolRequest, pk: int) -> HttpResponse:
    """Take a draft back before anybody decided."""
    post = own(request, pk)
    try:
        submissions.withdraw(post=post, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return screen(request, post, with_problem(Typed(), refusal), status=409)
    return _back(request, post, gettext("It is yours again. Send it once more when it is ready."))


@require_POST
@in_school(Permission.DRAFT_POSTS)
def recall(request: SchoolRequest, pk: int) -> HttpResponse:
    """Open an approved, failed or expired post for editing; the approval goes with it."""
    post = own(request, pk)
    try:
        submissions.recall(post=post, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return screen(request, post, with_problem(Typed(), refusal), status=409)
    return _back(request, post, gettext("It is a draft again and needs a new approval."))


def _back(request: SchoolRequest, post: Post, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("drafts:compose", school=request.school.slug, pk=post.pk)
