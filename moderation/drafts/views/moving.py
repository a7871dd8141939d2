"""Moving an approved post to another time: a form, which dragging on the calendar opens too."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from moderation.drafts import wall_clock
from moderation.drafts.actions import moving as actions
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.moving import MoveForm, move_of
from moderation.drafts.models import Post
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.presenters import moving as presenter
from moderation.drafts.presenters import same_hour, times
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.APPROVE_POSTS)
def move(request: SchoolRequest, pk: int) -> HttpResponse:
    """The form; posted to, it moves the post."""
    post = _post(request, pk)
    if request.method != "POST":
        return _page(request, post, move_of(post, request.GET.get("day", "")))
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _page(request, post, form)
    wall_time = form.cleaned_data["wall_time"]
    try:
        moved = actions.move_to(post=post, by=request.user, wall_time=wall_time, now=timezone.now())
    except Refusal as refusal:
        return _page(request, _post(request, pk), form, refusal)
    if moved.scheduled_for:
        told = gettext("Moved. It goes out on {time}.")
        messages.success(request, told.format(time=times.written(moved.scheduled_for)))
    if clash := same_hour.clash(moved, moved.scheduled_for, _visible(request)):
        messages.warning(request, clash)
    return redirect("drafts:post", school=request.school.slug, pk=pk)


def _post(request: SchoolRequest, pk: int) -> Post:
    known = _visible(request).select_related("author", "account", "trip", "school")
    return get_object_or_404(known, pk=pk)


def _visible(request: SchoolRequest) -> PostQuerySet:
    return request.school.posts.visible_to(request.user, request.membership.permissions)


def _page(
    request: SchoolRequest, post: Post, form: MoveForm, refusal: Refusal | None = None
) -> HttpResponse:
    if refusal is not None:
        form.add_error("wall_time", str(refusal))
    at = wall_clock.still_to_come(form["wall_time"].value() or "", now=timezone.now())
    clash = same_hour.clash(post, at, _visible(request))
    page = presenter.present(post, request.user, form, getattr(refusal, "choices", ()), clash)
    status = 422 if form.is_bound else 200
    return render(request, "drafts/move.html", {"page": page}, status=status)
