"""Trips: who is away, and the button that says they are back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.drafts import wall_clock
from moderation.drafts.actions import trips as actions
from moderation.drafts.errors import Refusal
from moderation.drafts.forms.trip_questions import ClassesForm
from moderation.drafts.forms.trips import ReturnForm, TripForm
from moderation.drafts.models import Trip
from moderation.drafts.models.trips import TripQuerySet
from moderation.drafts.presenters import saved
from moderation.drafts.presenters import trips as presenter
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


def _everything(request: SchoolRequest) -> TripQuerySet:
    people = request.school.trips.select_related("school", "made_by", "returned_by")
    return people.order_by("-returns_at", "-id")


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.DRAFT_POSTS)
@also_saved(saved.TRIPS, _everything)
def trips(request: SchoolRequest) -> HttpResponse:
    """Who is away; posted to, it plans a trip."""
    form = TripForm(request.POST or None)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "wall_time")}
        try:
            planned = actions.plan(
                school=request.school, by=request.user, now=timezone.now(), **given
            )
        except Refusal as refusal:
            return _list(request, form, refusal)
        messages.success(
            request,
            gettext("“{trip}” is planned. Drafts can be about it now.").format(trip=planned.name),
        )
        return redirect("drafts:trips", school=request.school.slug)
    return _list(request, form)


@require_GET
@in_school(Permission.DRAFT_POSTS)
def trip(request: SchoolRequest, pk: int) -> HttpResponse:
    """One trip, and the posts about it."""
    found = _found(request, pk)
    return _page(request, found, ReturnForm(initial={"wall_time": found.wall_time[:16]}))


@require_POST
@in_school(Permission.DRAFT_POSTS)
def change_return(request: SchoolRequest, pk: int) -> HttpResponse:
    """They come back earlier or later than planned."""
    found, form = _found(request, pk), ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    wall_time = form.cleaned_data["wall_time"]
    try:
        actions.change_return(trip=found, by=request.user, wall_time=wall_time, now=timezone.now())
    except Refusal as refusal:
        return _page(request, found, form, refusal)
    messages.success(request, gettext("The planned return is changed."))
    return redirect("drafts:trip", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def back(request: SchoolRequest, pk: int) -> HttpResponse:
    """Everybody is back at school."""
    try:
        posts = actions.record_return(trip=_found(request, pk), by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, presenter.released(posts))
    return redirect("drafts:trip", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.DRAFT_POSTS)
def not_back(request: SchoolRequest, pk: int) -> HttpResponse:
    """They are not back after all."""
    try:
        actions.take_back_return(trip=_found(request, pk), by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, gettext("Posts about the trip wait again."))
    return redirect("drafts:trip", school=request.school.slug, pk=pk)


def _found(request: SchoolRequest, pk: int) -> Trip:
    return get_object_or_404(_everything(request), pk=pk)


def _list(request: SchoolRequest, form: TripForm, refusal: Refusal | None = None) -> HttpResponse:
    shown = presenter.all_of(request.school, form, timezone.now())
    page = {"trips": shown, "choices": _refused(form, refusal)}
    status = 422 if form.is_bound else 200
    return render(request, "drafts/trips.html", page, status=status)


def _page(
    request: SchoolRequest, trip: Trip, form: ReturnForm, refusal: Refusal | None = None
) -> HttpResponse:
    choices = _refused(form, refusal)
    page = {
        "page": presenter.one(trip, form, timezone.now()),
        "choices": choices,
        "classes_form": _classes(request, trip),
    }
    return render(request, "drafts/trip.html", page, status=422 if form.is_bound else 200)


def _classes(request: SchoolRequest, trip: Trip) -> ClassesForm:
    stands = list(trip.on_it.values_list("school_class_id", flat=True))
    return ClassesForm(request.school, timezone.localdate(), initial={"classes": stands})


def _refused(form: ReturnForm, refusal: Refusal | None) -> tuple[wall_clock.Choice, ...]:
    """The sentence beside its field, and the two times where the clocks change in that hour."""
    if refusal is not None:
        form.add_error("wall_time", str(refusal))
    return refusal.choices if isinstance(refusal, wall_clock.ClockChange) else ()
