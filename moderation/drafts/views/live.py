"""What is on X, what became of a post, and what a senior leader may still do about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from moderation.drafts.actions import publishing, reviews
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.review import CallBackForm, LinkForm, RemovalForm
from moderation.drafts.models import Post
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.presenters import live as presenter
from moderation.drafts.presenters import saved
from moderation.drafts.presenters.live import TypedHere
from moderation.drafts.queries import published as queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved
from schoolsocial.x.actions import accounts


@require_GET
@in_school(Permission.SEE_SCHOOL)
@also_saved(saved.PUBLISHED, lambda request: queries.everything(_visible(request)))
def published(request: SchoolRequest) -> HttpResponse:
    """All that was ever on X, the newest first; above it, for SLT, what needs a decision."""
    cursor = request.GET.get("from", "")
    shown = presenter.published_list(_visible(request), request.membership, cursor=cursor)
    return render(request, "drafts/published.html", {"published": shown})


@require_GET
@in_school(Permission.SEE_SCHOOL)
def post(request: SchoolRequest, pk: int) -> HttpResponse:
    """One post with everything that happened to it."""
    return _page(request, _post(request, pk), TypedHere())


@require_POST
@in_school(Permission.DELETE_LIVE_POSTS)
def remove(request: SchoolRequest, pk: int) -> HttpResponse:
    live = _post(request, pk)
    form = RemovalForm(request.POST)
    if not form.is_valid():
        return _page(request, live, TypedHere(removal=form), status=422)
    try:
        publishing.remove(
            post=live,
            by=request.user,
            reason=form.cleaned_data["reason"],
            with_replies=form.cleaned_data["with_replies"],
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, live, TypedHere(removal=form, problem=str(refusal)), status=409)
    if live.account.by_hand:
        return redirect("drafts:by_hand_post", school=request.school.slug, pk=pk)
    return _back(
        request, live, gettext("X is being asked to delete it. This page shows when it is gone.")
    )


@require_POST
@in_school(Permission.RESOLVE_HELD_POSTS)
def cancel(request: SchoolRequest, pk: int) -> HttpResponse:
    queued = _post(request, pk)
    try:
        publishing.cancel(post=queued, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _page(request, queued, TypedHere(problem=str(refusal)), status=409)
    return _back(request, queued, gettext("Cancelled. It will not go out."))


@require_POST
@in_school(Permission.REVIEW_POSTS)
def call_back(request: SchoolRequest, pk: int) -> HttpResponse:
    queued = _post(request, pk)
    form = CallBackForm(request.POST)
    if not form.is_valid():
        return _page(request, queued, TypedHere(call_back=form), status=422)
    try:
        comment = form.cleaned_data["comment"]
        reviews.call_back(post=queued, by=request.user, comment=comment, now=timezone.now())
    except Refusal as refusal:
        typed = TypedHere(call_back=form, problem=str(refusal))
        return _page(request, queued, typed, status=409)
    return _back(
        request,
        queued,
        gettext("Returned to {author} with your comment.").format(author=queued.author.name),
    )


@require_POST
@in_school(Permission.RESOLVE_HELD_POSTS)
def resume_account(request: SchoolRequest, pk: int) -> HttpResponse:
    waiting = _post(request, pk)
    accounts.resume(account=waiting.account, by=request.user, now=timezone.now())
    return _back(request, waiting, gettext("The account may post again. What is due goes out now."))


@require_POST
@in_school(Permission.RESOLVE_HELD_POSTS)
def mark_posted(request: SchoolRequest, pk: int) -> HttpResponse:
    held = _post(request, pk)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _page(request, held, TypedHere(link=form), status=422)
    try:
        link = form.cleaned_data["link"]
        publishing.mark_posted(post=held, by=request.user, link=link, now=timezone.now())
    except Refusal as refusal:
        return _page(request, held, TypedHere(link=form, problem=str(refusal)), status=409)
    return _back(request, held, gettext("Recorded as posted."))


@require_POST
@in_school(Permission.RESOLVE_HELD_POSTS)
def send_again(request: SchoolRequest, pk: int) -> HttpResponse:
    held = _post(request, pk)
    try:
        publishing.send_again(post=held, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _page(request, held, TypedHere(problem=str(refusal)), status=409)
    return _back(request, held, gettext("It is in line to be sent once more."))


def _visible(request: SchoolRequest) -> PostQuerySet:
    return request.school.posts.visible_to(request.user, request.membership.permissions)


def _post(request: SchoolRequest, pk: int) -> Post:
    return get_object_or_404(_visible(request).select_related("author", "account", "trip"), pk=pk)


def _page(
    request: SchoolRequest, shown: Post, typed: TypedHere, *, status: int = 200
) -> HttpResponse:
    page = presenter.post_page(
        _post(request, shown.pk), request.membership, visible=_visible(request), typed=typed
    )
    return render(request, "drafts/post.html", {"page": page}, status=status)


def _back(request: SchoolRequest, done: Post, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("drafts:post", school=request.school.slug, pk=done.pk)
