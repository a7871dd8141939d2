"""Posting by hand, step by step on a phone, for accounts that no API reaches."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from moderation.drafts.actions import by_hand
from moderation.drafts.actions.by_hand import Said
from moderation.drafts.devices import device_of
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.by_hand import PostedForm
from moderation.drafts.models import Post
from moderation.drafts.presenters import by_hand as presenter
from moderation.drafts.presenters.by_hand import Typed
from moderation.drafts.queries import by_hand as queries
from moderation.drafts.queries.pictures import FileLost, approved_bytes
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.POST_BY_HAND)
def by_hand_list(request: SchoolRequest) -> HttpResponse:
    """What this person has to do on X, the most urgent first."""
    rows = presenter.listed(request.membership, timezone.now())
    used = queries.in_use(request.school)
    return render(request, "drafts/by_hand_list.html", {"rows": rows, "in_use": used})


@require_GET
@in_school(Permission.POST_BY_HAND)
def by_hand_post(request: SchoolRequest, pk: int) -> HttpResponse:
    """One post: to take it in hand, then the steps. What has changed since goes back at once."""
    post = _post(request, pk)
    by_hand.recheck(post=post, now=timezone.now())
    return _page(request, pk)


@require_POST
@in_school(Permission.POST_BY_HAND)
def take(request: SchoolRequest, pk: int) -> HttpResponse:
    """“I am posting now.”"""
    post, device = _post(request, pk), device_of(request)
    try:
        by_hand.take(post=post, by=request.user, device=device, now=timezone.now())
    except Refusal as refusal:
        return _page(request, pk, Typed(problem=str(refusal)), status=409)
    return redirect("drafts:by_hand_post", school=request.school.slug, pk=pk)


@require_GET
@in_school(Permission.POST_BY_HAND)
def picture(request: SchoolRequest, pk: int, photo: int) -> HttpResponse:
    """The approved bytes of one picture, to be saved, for whoever has the post in hand."""
    post = _post(request, pk)
    placed = get_object_or_404(post.post_photos.select_related("photo"), pk=photo)
    latest = queries.latest(post)
    if not presenter.may_go_on(post, latest, request.membership, timezone.now()):
        raise Http404
    try:
        content = approved_bytes(placed)
    except FileLost:
        raise Http404 from None
    response = HttpResponse(content, content_type=placed.photo.media_type)
    response["Content-Disposition"] = f'attachment; filename="{presenter.file_name(placed)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@in_school(Permission.POST_BY_HAND)
def posted(request: SchoolRequest, pk: int) -> HttpResponse:
    """The link is pasted back: it is on X."""
    post, form = _post(request, pk), PostedForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, Typed(form), status=422)
    said = Said(form.cleaned_data["link"], form.cleaned_data["changed"])
    try:
        by_hand.record_posted(post=post, by=request.user, said=said, now=timezone.now())
    except Refusal as refusal:
        return _page(request, pk, Typed(form, str(refusal)), status=409)
    return _done(request, pk, gettext("Recorded as posted. Thank you."))


@require_POST
@in_school(Permission.POST_BY_HAND)
def let_go(request: SchoolRequest, pk: int) -> HttpResponse:
    """“I could not post it.”"""
    post = _post(request, pk)
    try:
        by_hand.let_go(post=post, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _page(request, pk, Typed(problem=str(refusal)), status=409)
    messages.success(request, gettext("It is back on the list. Nothing was recorded as posted."))
    return redirect("drafts:by_hand", school=request.school.slug)


@require_POST
@in_school(Permission.DELETE_LIVE_POSTS)
def gone(request: SchoolRequest, pk: int) -> HttpResponse:
    """A person has deleted it on X and seen that it is gone."""
    post = _post(request, pk)
    try:
        by_hand.confirm_removed(post=post, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _page(request, pk, Typed(problem=str(refusal)), status=409)
    return _done(request, pk, gettext("Recorded as gone from X, with your name and the time."))


def _post(request: SchoolRequest, pk: int) -> Post:
    person, permissions = request.user, request.membership.permissions
    return get_object_or_404(queries.in_the_care_of(request.school, person, permissions), pk=pk)


def _page(
    request: SchoolRequest, pk: int, typed: Typed | None = None, *, status: int = 200
) -> HttpResponse:
    """The page as things stand now; where there is nothing left to do, the post itself."""
    post, now = _post(request, pk), timezone.now()
    page = presenter.checklist(post, request.membership, now=now, typed=typed)
    if page is None:
        if typed and typed.problem:
            messages.warning(request, typed.problem)
        return redirect("drafts:post", school=request.school.slug, pk=pk)
    return render(request, "drafts/by_hand.html", {"page": page}, status=status)


def _done(request: SchoolRequest, pk: int, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("drafts:post", school=request.school.slug, pk=pk)
