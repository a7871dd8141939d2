"""Requests to follow a protected account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.drafts.errors import Refusal
from moderation.following import links
from moderation.following.actions import requests as actions
from moderation.following.forms.register import UndoForm
from moderation.following.forms.requests import RequestDecisionForm, RequestsForm
from moderation.following.models import FollowRequest
from moderation.following.presenters import filters, saved
from moderation.following.presenters import requests as presenter
from moderation.following.presenters.requests import Typed
from moderation.following.queries import register as queries
from moderation.following.queries import requests as asking
from moderation.following.workflow import REQUEST_DECIDED, RequestState
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.filtering import keeps_filters
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_GET
@in_school(Permission.MANAGE_ACCOUNTS)
@keeps_filters(filters.REQUESTS)
@also_saved(
    saved.REQUESTS,
    lambda request: asking.all_listed(request.school, closed=_closed(request)),
)
def requests(request: SchoolRequest) -> HttpResponse:
    """Who asks to follow, or asked."""
    closed = _closed(request)
    page = presenter.page(request.school, request.GET.get("from", ""), closed=closed)
    return render(request, "following/requests.html", {"page": page})


def _closed(request: SchoolRequest) -> bool:
    return request.GET.get("show") == "closed"


@require_http_methods(["GET", "POST"])
@in_school(Permission.MANAGE_ACCOUNTS)
def report(request: SchoolRequest) -> HttpResponse:
    """Copy from the phone who asks to follow."""
    accounts = list(queries.accounts(request.school))
    form = RequestsForm(request.POST or None, accounts=accounts)
    if form.is_valid():
        account, asking = form.cleaned_data["account"], form.cleaned_data["asking"]
        try:
            new = actions.report(
                account=account, handles=asking, by=request.user, now=timezone.now()
            )
            told = gettext("{new} new, {known} known already.")
            messages.success(request, told.format(new=new, known=len(asking) - new))
            return redirect("following:requests", school=request.school.slug)
        except Refusal as refusal:
            form.add_error("asking", str(refusal))
    page = {"form": form, "list_on_x": links.requests_on_x()}
    return render(request, "following/report.html", page, status=422 if form.errors else 200)


@require_GET
@in_school(Permission.MANAGE_ACCOUNTS)
def one(request: SchoolRequest, pk: int) -> HttpResponse:
    """One request, and what was decided."""
    return _shown(request, pk, presenter.NOTHING, 200)


@require_POST
@in_school(Permission.DECIDE_FOLLOWING)
def decide(request: SchoolRequest, pk: int) -> HttpResponse:
    """Accept or refuse, with a reason."""
    asked = _request(request, pk)
    verbs = REQUEST_DECIDED.get(RequestState(asked.state), ())
    form = RequestDecisionForm(request.POST, verbs=verbs)
    if not form.is_valid():
        return _shown(request, pk, Typed(form=form), 422)
    try:
        actions.decide(
            request=asked,
            verb=form.chosen,
            given=form.given,
            by=request.user,
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _shown(request, pk, Typed(form=form, problem=str(refusal)), 409)
    return _noted(request, pk, gettext("Noted, with your reason."))


@require_POST
@in_school(Permission.MANAGE_ACCOUNTS)
def done(request: SchoolRequest, pk: int) -> HttpResponse:
    """It was accepted, or refused, on a phone."""
    try:
        actions.done(request=_request(request, pk), by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _shown(request, pk, Typed(problem=str(refusal)), 409)
    return _noted(request, pk, gettext("Noted."))


@require_POST
@in_school(Permission.DECIDE_FOLLOWING)
def undo(request: SchoolRequest, pk: int) -> HttpResponse:
    """Take the last decision back."""
    form = UndoForm(request.POST, prefix="undo")
    if not form.is_valid():
        return _shown(request, pk, Typed(undo=form), 422)
    try:
        actions.undo(
            request=_request(request, pk),
            by=request.user,
            now=timezone.now(),
            **form.cleaned_data,
        )
    except Refusal as refusal:
        return _shown(request, pk, Typed(undo=form, problem=str(refusal)), 409)
    return _noted(request, pk, gettext("Taken back. Both are kept on record."))


def _request(request: SchoolRequest, pk: int) -> FollowRequest:
    rows = request.school.followrequests.select_related("account", "school", "reported_by")
    return get_object_or_404(rows, pk=pk)


def _shown(request: SchoolRequest, pk: int, typed: Typed, status: int) -> HttpResponse:
    page = {"page": presenter.one(_request(request, pk), typed)}
    return render(request, "following/request.html", page, status=status)


def _noted(request: SchoolRequest, pk: int, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("following:request", school=request.school.slug, pk=pk)
