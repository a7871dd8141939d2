from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from schoolsocial.accounts import presenters, queries
from schoolsocial.accounts.access import SchoolRequest, in_school, public
from schoolsocial.accounts.actions import invitations
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.forms.people import ArrivalForm
from schoolsocial.accounts.models import Invitation
from schoolsocial.accounts.roles import Permission


@require_POST
@in_school(Permission.MANAGE_PEOPLE)
def resend(request: SchoolRequest, pk: int) -> HttpResponse:
    """Send a new link; the old one stops working."""
    invitation = get_object_or_404(request.school.invitations, pk=pk)
    try:
        invitations.resend(invitation=invitation, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(
            request, gettext("A new link is on its way to {email}.").format(email=invitation.email)
        )
    return redirect("people", school=request.school.slug)


@require_POST
@in_school(Permission.MANAGE_PEOPLE)
def revoke(request: SchoolRequest, pk: int) -> HttpResponse:
    """The link stops working."""
    invitation = get_object_or_404(request.school.invitations, pk=pk)
    try:
        invitations.revoke(invitation=invitation, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(
            request,
            gettext("The link sent to {email} no longer works.").format(email=invitation.email),
        )
    return redirect("people", school=request.school.slug)


@never_cache
@require_http_methods(["GET", "POST"])
@public
def accept(request: HttpRequest, school: str, token: str) -> HttpResponse:
    """The page an invitation's link opens. Looking at it changes nothing."""
    invitation = queries.invitation_by_link(school, token, timezone.now())
    if invitation is None:
        return _over(request)
    form = _arrival_form(request, invitation)
    if request.method == "GET" or (form and not form.is_valid()):
        shown = {"invitation": invitation, "roles": presenters.role_names(invitation.roles)}
        return render(request, "accounts/join.html", {**shown, "form": form})
    given = form.cleaned_data if form else {"name": "", "password": ""}
    try:
        invitations.accept(school=invitation.school, token=token, now=timezone.now(), **given)
    except Refusal:
        return _over(request)
    messages.info(
        request,
        gettext("You have joined {school}. Sign in to begin.").format(school=invitation.school),
    )
    return redirect("account_login")


def _arrival_form(request: HttpRequest, invitation: Invitation) -> ArrivalForm | None:
    """Somebody known to the installation keeps their name and password."""
    if queries.has_account(invitation.email):
        return None
    initial = {"name": invitation.name}
    return ArrivalForm(request.POST or None, email=invitation.email, initial=initial)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/invitation_over.html", status=404)
