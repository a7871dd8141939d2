"""Making a thread of one's draft: another post, another order, one less."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from moderation.drafts.actions import threading
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.compose import WishForm
from moderation.drafts.models import Post
from moderation.drafts.views.drafting import keep, own, screen, with_problem
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_POST
@in_school(Permission.DRAFT_POSTS)
def add(request: SchoolRequest, pk: int) -> HttpResponse:
    """Keep what was typed and open an empty post after this one."""
    post = own(request, pk)
    typed = keep(request, post)
    if typed.problems:
        return screen(request, post, typed, status=409)
    try:
        wished = WishForm(request.POST).wishes()["wall_time"]
        added = threading.add(post=post, by=request.user, now=timezone.now(), wished=wished)
    except Refusal as refusal:
        return screen(request, post, with_problem(typed, refusal), status=409)
    return _open(request, added)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def move_up(request: SchoolRequest, pk: int) -> HttpResponse:
    """Keep what was typed and let this post change places with the one before it."""
    post = own(request, pk)
    typed = keep(request, post)
    if typed.problems:
        return screen(request, post, typed, status=409)
    try:
        wished = WishForm(request.POST).wishes()["wall_time"]
        threading.move_up(post=post, by=request.user, now=timezone.now(), wished=wished)
    except Refusal as refusal:
        return screen(request, post, with_problem(typed, refusal), status=409)
    return _open(request, post)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def take_out(request: SchoolRequest, pk: int) -> HttpResponse:
    """One post less; the page of another of the thread, or of this one on its own."""
    post = own(request, pk)
    typed = keep(request, post)
    try:
        other = threading.take_out(post=post, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return screen(request, post, with_problem(typed, refusal), status=409)
    if other is None:
        messages.success(request, gettext("It is a draft of its own now."))
        return _open(request, post)
    messages.success(request, gettext("That post is gone from the thread."))
    return _open(request, other)


def _open(request: SchoolRequest, post: Post) -> HttpResponse:
    return redirect("drafts:compose", school=request.school.slug, pk=post.pk)
