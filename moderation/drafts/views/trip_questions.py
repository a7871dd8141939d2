"""Classes on a trip, and the answer whether a draft is about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from moderation.drafts.actions import trip_questions as actions
from moderation.drafts.actions import trips
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.trip_questions import AnswerForm, ClassesForm
from moderation.drafts.views.drafting import keep, own, screen, with_problem
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission

_OLD = _("That trip is not on the list any more. Choose again what this post is about.")
_WAITS = _("It waits until everybody is back.")
_NOTED = _("Noted. The reviewer sees your answer.")


@require_POST
@in_school(Permission.DRAFT_POSTS)
def classes(request: SchoolRequest, pk: int) -> HttpResponse:
    """Which classes are away."""
    trip = get_object_or_404(request.school.trips, pk=pk)
    form = ClassesForm(request.school, timezone.localdate(), request.POST)
    if form.is_valid():
        chosen = form.cleaned_data["classes"]
        actions.name_classes(trip=trip, classes=chosen, by=request.user, now=timezone.now())
        messages.success(request, gettext("Noted which classes are on the trip."))
    else:
        messages.warning(request, gettext("Choose among the classes of this year."))
    return redirect("drafts:trip", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def answer(request: SchoolRequest, pk: int) -> HttpResponse:
    """Yes marks the draft; no is remembered, so that it is not asked again."""
    post = own(request, pk)
    typed, form = keep(request, post), AnswerForm(request.POST)
    if not form.is_valid():
        return screen(request, post, with_problem(typed, Refusal(_OLD)), status=409)
    yes, no, now = form.cleaned_data["yes"], form.cleaned_data["no"], timezone.now()
    try:
        if yes:
            trips.mark(post=post, by=request.user, trip=yes, now=now)
        elif no:
            actions.deny(post=post, trip=no, by=request.user, now=now)
    except Refusal as refusal:
        return screen(request, post, with_problem(typed, refusal), status=409)
    if typed.problems:
        return screen(request, post, typed, status=409)
    messages.success(request, _WAITS if yes else _NOTED)
    return redirect("drafts:compose", school=request.school.slug, pk=pk)
