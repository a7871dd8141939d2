"""Whom the school's accounts follow: wishes, decisions, and what is done by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.drafts.errors import Refusal
from moderation.following.actions import register as actions
from moderation.following.forms.register import NameForm, ReviewForm, UndoForm, WishForm
from moderation.following.models import Followee
from moderation.following.presenters import filters, saved
from moderation.following.presenters import register as presenter
from moderation.following.presenters.register import Typed
from moderation.following.queries import policy
from moderation.following.queries import register as queries
from moderation.following.workflow import DECIDED, State
from schoolsocial.accounts import together
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.filtering import keeps_filters
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_GET
@in_school(Permission.WISH_TO_FOLLOW)
@keeps_filters(filters.REGISTER)
@also_saved(
    saved.REGISTER,
    lambda request: queries.all_listed(
        request.school, request.GET.get("show", ""), timezone.localdate()
    ),
)
def register(request: SchoolRequest) -> HttpResponse:
    """One list of the register, what changed last first."""
    which, cursor = request.GET.get("show", ""), request.GET.get("from", "")
    page = presenter.page(request.school, which, cursor, timezone.localdate())
    done = presenter.done(request.membership, request.GET.get(together.ASKED, ""))
    return render(request, "following/register.html", {"page": page, "done": done})


@require_http_methods(["GET", "POST"])
@in_school(Permission.WISH_TO_FOLLOW)
def wish(request: SchoolRequest) -> HttpResponse:
    """Say whom the school should follow, and why."""
    accounts = list(queries.accounts(request.school))
    form = WishForm(request.POST or None, accounts=accounts)
    if form.is_valid():
        try:
            made = actions.wish(**form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, gettext("Thank you. A senior leader decides."))
            return redirect("following:entry", school=request.school.slug, pk=made.pk)
        except Refusal as refusal:
            form.add_error("handle", str(refusal))
    said = policy.said_of_following(request.school, timezone.localdate())
    page = {"form": form, "accounts": accounts, "said": said}
    return render(request, "following/wish.html", page, status=422 if form.errors else 200)


@require_GET
@in_school(Permission.WISH_TO_FOLLOW)
def entry(request: SchoolRequest, pk: int) -> HttpResponse:
    """One account: what was decided on it, and what can be done now."""
    return _shown(request, _followee(request, pk), presenter.NOTHING)


@require_POST
@in_school(Permission.DECIDE_FOLLOWING)
def decide(request: SchoolRequest, pk: int) -> HttpResponse:
    """Yes or no, with a reason."""
    one = _followee(request, pk)
    form = ReviewForm(request.POST, verbs=DECIDED.get(State(one.state), ()))
    if not form.is_valid():
        return _shown(request, one, Typed(form=form), 422)
    try:
        actions.decide(
            followees=[one],
            verb=form.chosen,
            given=form.given,
            by=request.user,
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _shown(request, _followee(request, pk), Typed(form=form, problem=str(refusal)), 409)
    return _noted(request, pk, gettext("Noted, with your reason."))


@require_POST
@in_school(Permission.MANAGE_ACCOUNTS)
def done(request: SchoolRequest, pk: int) -> HttpResponse:
    """It was followed, or unfollowed, on a phone."""
    one = _followee(request, pk)
    try:
        actions.done(followee=one, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _shown(request, _followee(request, pk), Typed(problem=str(refusal)), 409)
    return _noted(request, pk, gettext("Noted. The next reading of X shows whether it is so."))


@require_POST
@in_school(Permission.DECIDE_FOLLOWING)
def undo(request: SchoolRequest, pk: int) -> HttpResponse:
    """Take the last decision back."""
    one, form = _followee(request, pk), UndoForm(request.POST, prefix="undo")
    if not form.is_valid():
        return _shown(request, one, Typed(undo=form), 422)
    try:
        actions.undo(followee=one, by=request.user, now=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        return _shown(request, _followee(request, pk), Typed(undo=form, problem=str(refusal)), 409)
    return _noted(request, pk, gettext("Taken back. Both are kept on record."))


@require_POST
@in_school(Permission.MANAGE_ACCOUNTS)
def name(request: SchoolRequest, pk: int) -> HttpResponse:
    """Say whose account a number is."""
    one, form = _followee(request, pk), NameForm(request.POST, prefix="name")
    if not form.is_valid():
        return _shown(request, one, Typed(name=form), 422)
    try:
        counts = actions.identify(
            followee=one, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except Refusal as refusal:
        return _shown(request, _followee(request, pk), Typed(name=form, problem=str(refusal)), 409)
    return _noted(request, counts.pk, gettext("Noted."))


def _followee(request: SchoolRequest, pk: int) -> Followee:
    rows = queries.entries(request.school).select_related("school")
    return get_object_or_404(rows, pk=pk)


def _shown(request: SchoolRequest, one: Followee, typed: Typed, status: int = 200) -> HttpResponse:
    page = {"page": presenter.entry(one, timezone.localdate(), typed)}
    return render(request, "following/entry.html", page, status=status)


def _noted(request: SchoolRequest, pk: int, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("following:entry", school=request.school.slug, pk=pk)
