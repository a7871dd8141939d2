"""What waits for a decision, and deciding on it."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from moderation.drafts import threads, wall_clock
from moderation.drafts.actions import dismissals, reviews
from moderation.drafts.devices import device_of
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.review import ApprovalForm, CommentForm, SetAsideForm, approval_of
from moderation.drafts.models import Decision, Post
from moderation.drafts.placed import with_pictures
from moderation.drafts.presenters import decision as decision_presenter
from moderation.drafts.presenters import queue as queue_presenter
from moderation.drafts.presenters import review as review_presenter
from moderation.drafts.presenters import same_hour, saved
from moderation.drafts.presenters.checked import Reasoned
from moderation.drafts.presenters.review import Typed
from moderation.drafts.queries import queue as waiting
from moderation.drafts.workflow import State
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved

_KNOWN = ("author", "account", "trip", "series_entry__series")


@require_GET
@in_school(Permission.REVIEW_POSTS)
@also_saved(saved.QUEUE, lambda request: waiting.everything(request.school, request.user))
def queue(request: SchoolRequest) -> HttpResponse:
    """What waits, the longest waiting first."""
    cursor = request.GET.get("from", "")
    shown = queue_presenter.present(request.school, request.user, cursor=cursor, now=timezone.now())
    return render(request, "drafts/queue.html", {"queue": shown})


@require_GET
@in_school(Permission.REVIEW_POSTS)
def review(request: SchoolRequest, pk: int) -> HttpResponse:
    """One draft with everything needed to decide; others see that it is being looked at."""
    post = _post(request, pk)
    if decision_presenter.may_decide(post, request.membership):
        reviews.look(post=post, by=request.user, now=timezone.now())
    return _show(request, post, Typed())


@require_POST
@in_school(Permission.APPROVE_POSTS)
def approve(request: SchoolRequest, pk: int) -> HttpResponse:
    post = _post(request, pk)
    form = approval_of(post.wall_time, request.POST)
    if not form.is_valid():
        return _screen(request, post, Typed(approval=form), status=422)
    now, device = timezone.now(), device_of(request)
    try:
        decision = reviews.approve(
            post=post, by=request.user, now=now, device=device, **form.cleaned_data
        )
    except Refusal as refusal:
        return _screen(request, post, _refused(form, refusal, now), status=409)
    return _on(request, decision)


@require_POST
@in_school(Permission.REVIEW_POSTS)
def set_aside(request: SchoolRequest, pk: int) -> HttpResponse:
    """Set a finding aside with a reason, as the policy leaves it to reviewers."""
    post = _post(request, pk)
    form = SetAsideForm(request.POST)
    if not form.is_valid():
        return _screen(request, post, Typed(problem=form.problem()), status=422)
    now, device = timezone.now(), device_of(request)
    try:
        dismissals.set_aside(
            post=post, by=request.user, now=now, device=device, **form.cleaned_data
        )
    except Refusal as refusal:
        typed = Typed(problem=str(refusal), reasoned=Reasoned(**form.cleaned_data))
        return _screen(request, post, typed, status=409)
    return redirect("drafts:review", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.REVIEW_POSTS)
def take_back(request: SchoolRequest, pk: int) -> HttpResponse:
    """Let a finding stand again that this reviewer had set aside."""
    post = _post(request, pk)
    key = request.POST.get("key", "")
    try:
        dismissals.take_back(post=post, by=request.user, key=key, now=timezone.now())
    except Refusal as refusal:
        return _screen(request, post, Typed(problem=str(refusal)), status=409)
    return redirect("drafts:review", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.REVIEW_POSTS)
def send_back(request: SchoolRequest, pk: int) -> HttpResponse:
    post = _post(request, pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _screen(request, post, Typed(returning=form), status=422)
    try:
        decision = reviews.send_back(
            post=post, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except Refusal as refusal:
        return _screen(request, post, Typed(returning=form, problem=str(refusal)), status=409)
    return _on(request, decision)


@require_POST
@in_school(Permission.REVIEW_POSTS)
def reject(request: SchoolRequest, pk: int) -> HttpResponse:
    post = _post(request, pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _screen(request, post, Typed(rejecting=form), status=422)
    try:
        decision = reviews.reject(
            post=post, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except Refusal as refusal:
        return _screen(request, post, Typed(rejecting=form, problem=str(refusal)), status=409)
    return _on(request, decision)


def _post(request: SchoolRequest, pk: int) -> Post:
    visible = request.school.posts.visible_to(request.user, request.membership.permissions)
    return get_object_or_404(with_pictures(visible.select_related(*_KNOWN)), pk=pk)


def _refused(form: ApprovalForm, refusal: Refusal, now: datetime) -> Typed:
    """What was typed, the hour it was for, and the other hours that can be had."""
    choices = getattr(refusal, "choices", ())
    at = wall_clock.still_to_come(form.cleaned_data["wall_time"], now=now)
    return Typed(approval=form, problem=str(refusal), choices=choices, at=at)


def _screen(request: SchoolRequest, post: Post, typed: Typed, *, status: int = 200) -> HttpResponse:
    """The review screen for the draft as it is now, with what was typed still there."""
    return _show(request, _post(request, post.pk), typed, status=status)


def _show(request: SchoolRequest, post: Post, typed: Typed, *, status: int = 200) -> HttpResponse:
    """The screen for the draft as it was read, or for the thread that is decided on with it."""
    lead = threads.lead(post)
    if lead.pk != post.pk:
        post = _post(request, lead.pk)
    shown = review_presenter.present(
        post, request.membership, typed=typed, now=timezone.now(), device=device_of(request)
    )
    return render(request, "drafts/review.html", {"review": shown}, status=status)


def _on(request: SchoolRequest, decision: Decision) -> HttpResponse:
    """Say what was decided and open the next draft, if one waits."""
    messages.success(request, decision_presenter.outcome(decision))
    if decision.post.wall_time and decision.post.state == State.SCHEDULED:
        visible = request.school.posts.visible_to(request.user, request.membership.permissions)
        if clash := same_hour.clash(decision.post, decision.post.scheduled_for, visible):
            messages.warning(request, gettext("{clash} You can still move it.").format(clash=clash))
    following = waiting.following(request.school, request.user, decision.post)
    if following is None:
        return redirect("drafts:queue", school=request.school.slug)
    return redirect("drafts:review", school=request.school.slug, pk=following.pk)
