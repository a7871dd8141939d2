"""Keeping filters of lists. Each form says on which list it stands, and leads back to it."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from schoolsocial.accounts import filtering, queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.actions import kept_filters as actions
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.filtering import Listed
from schoolsocial.accounts.forms.kept_filters import KeepForm, NameForm
from schoolsocial.accounts.models import KeptFilter
from schoolsocial.accounts.roles import Permission


@require_POST
@in_school(Permission.SEE_SCHOOL)
def keep(request: SchoolRequest) -> HttpResponse:
    """Keep what the list shows, under a name."""
    listed = _listed(request)
    if listed is None:
        messages.warning(request, gettext("Open the list again, and keep the filter there."))
        return redirect("school_home", school=request.school.slug)
    form = KeepForm(request.POST)
    if not form.is_valid():
        return _asked_again(request, form, listed, 422)
    query, _ = listed.filters.read(request, QueryDict(_query(request)))
    code, now = listed.filters.code, timezone.now()
    try:
        actions.keep(
            place=request.membership, listed=code, query=query, now=now, **form.cleaned_data
        )
    except Refusal as refusal:
        form.add_error("name", str(refusal))
        return _asked_again(request, form, listed, 409)
    messages.success(request, gettext("Kept. It stands above the list, for you alone."))
    return redirect(listed.at(query))


@require_POST
@in_school(Permission.SEE_SCHOOL)
def rename(request: SchoolRequest, pk: int) -> HttpResponse:
    kept, listed = _kept(request, pk), _listed(request)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _asked_again(request, form, listed, 422)
    name, now = form.cleaned_data["name"], timezone.now()
    try:
        actions.rename(place=request.membership, kept=kept, name=name, now=now)
    except Refusal as refusal:
        form.add_error("name", str(refusal))
        return _asked_again(request, form, listed, 409)
    messages.success(request, gettext("Renamed."))
    return _back(request, listed)


@require_POST
@in_school(Permission.SEE_SCHOOL)
def begin_with(request: SchoolRequest, pk: int) -> HttpResponse:
    """Have the list open with it; sent again, no longer."""
    kept, begins = _kept(request, pk), "begins" in request.POST
    actions.begin_with(place=request.membership, kept=kept, begins=begins, now=timezone.now())
    messages.success(
        request,
        gettext("The list opens with it from now on.")
        if begins
        else gettext("The list opens as it comes again."),
    )
    return _back(request, _listed(request))


@require_POST
@in_school(Permission.SEE_SCHOOL)
def delete(request: SchoolRequest, pk: int) -> HttpResponse:
    actions.delete(kept=_kept(request, pk), now=timezone.now())
    messages.success(request, gettext("Deleted. The list itself is as it was."))
    return _back(request, _listed(request))


def _kept(request: SchoolRequest, pk: int) -> KeptFilter:
    """One's own; somebody else's is not there."""
    return get_object_or_404(queries.filters_of(request.membership), pk=pk)


def _listed(request: SchoolRequest) -> Listed | None:
    return filtering.listed_at(request, request.POST.get("list", ""))


def _query(request: SchoolRequest) -> str:
    return request.POST.get("query", "")[:1000]


def _back(request: SchoolRequest, listed: Listed | None) -> HttpResponse:
    """To the list, showing what it showed."""
    if listed is None:
        return redirect("school_home", school=request.school.slug)
    query, _ = listed.filters.read(request, QueryDict(_query(request)))
    return redirect(listed.at(query))


def _asked_again(
    request: SchoolRequest, form: NameForm, listed: Listed | None, status: int
) -> HttpResponse:
    """A page of its own with what was typed: the list has many forms, and this one is amiss."""
    shown: dict[str, object] = {"form": form}
    if listed:
        query, _ = listed.filters.read(request, QueryDict(_query(request)))
        shown |= {"path": listed.path, "query": query, "back": listed.at(query)}
    return render(request, "accounts/kept_filter.html", shown, status=status)
