from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schoolsocial.accounts import presenters, queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.actions import invitations, people, second_factors
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.forms.people import InviteForm, PlaceForm
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_GET
@in_school(Permission.MANAGE_PEOPLE)
@also_saved(presenters.PEOPLE, lambda _request: queries.staff())
def everybody(request: SchoolRequest) -> HttpResponse:
    """Members of the school and open invitations."""
    waiting = request.school.invitations.open().order_by("invited_at")
    shown = {"places": queries.staff(), "invitations": presenters.open_invitations(waiting)}
    return render(request, "accounts/people.html", {**shown, "now": timezone.now()})


@require_http_methods(["GET", "POST"])
@in_school(Permission.MANAGE_PEOPLE)
def invite(request: SchoolRequest) -> HttpResponse:
    """Invite somebody by e-mail."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            invitations.invite(
                school=request.school, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            words = gettext("An invitation is on its way to {email}.")
            messages.info(request, words.format(email=form.cleaned_data["email"]))
            return redirect("people", school=request.school.slug)
    return render(request, "accounts/invite.html", {"form": form})


@require_http_methods(["GET", "POST"])
@in_school(Permission.MANAGE_PEOPLE)
def roles(request: SchoolRequest, pk: int) -> HttpResponse:
    """Change what somebody is in the school."""
    place = get_object_or_404(request.school.memberships.select_related("person"), pk=pk)
    form = PlaceForm(request.POST or None, initial={"roles": place.roles, "post": place.post})
    if form.is_valid():
        try:
            people.change_roles(membership=place, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.info(
                request, gettext("{person} has new roles.").format(person=place.person.name)
            )
            return redirect("people", school=request.school.slug)
    return render(request, "accounts/person.html", {"form": form, "place": place})


@require_POST
@in_school(Permission.MANAGE_PEOPLE)
def deactivate(request: SchoolRequest, pk: int) -> HttpResponse:
    """End somebody's place and their sessions."""
    place = get_object_or_404(request.school.memberships.select_related("person"), pk=pk)
    try:
        people.deactivate(membership=place, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(
            request,
            gettext("{person} is signed out and can no longer get in.").format(
                person=place.person.name
            ),
        )
    return redirect("people", school=request.school.slug)


@require_POST
@in_school(Permission.MANAGE_PEOPLE)
def reactivate(request: SchoolRequest, pk: int) -> HttpResponse:
    """Let somebody in again, with the roles they had."""
    place = get_object_or_404(request.school.memberships.select_related("person"), pk=pk)
    try:
        people.reactivate(membership=place, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(
            request, gettext("{person} can sign in again.").format(person=place.person.name)
        )
    return redirect("people", school=request.school.slug)


@require_POST
@in_school(Permission.MANAGE_PEOPLE)
def take_second_factor(request: SchoolRequest, pk: int) -> HttpResponse:
    """Let a colleague who lost their second factor set up another."""
    place = get_object_or_404(request.school.memberships.select_related("person"), pk=pk)
    answer: HttpResponse = _take_from(request, place)
    return answer


@reauthentication_required
def _take_from(request: SchoolRequest, place: Membership) -> HttpResponse:
    try:
        second_factors.take_away(membership=place, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(
            request,
            gettext("{person} sets up another when they next sign in.").format(
                person=place.person.name
            ),
        )
    return redirect("person", school=request.school.slug, pk=place.pk)
