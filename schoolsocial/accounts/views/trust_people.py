"""The people of a trust, managed by themselves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schoolsocial.accounts import queries
from schoolsocial.accounts.access import TrustRequest, in_trust, public
from schoolsocial.accounts.actions import trust_people
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.forms.people import ArrivalForm
from schoolsocial.accounts.forms.trusts import InviteToTrustForm
from schoolsocial.accounts.models import TrustInvitation


@require_GET
@in_trust
def everybody(request: TrustRequest) -> HttpResponse:
    """Who works for the trust, and open invitations."""
    shown = {
        "trust": request.trust,
        "people": queries.trust_people(),
        "invitations": queries.trust_invitations(),
        "now": timezone.now(),
    }
    return render(request, "trusts/people.html", shown)


@require_http_methods(["GET", "POST"])
@in_trust
def invite(request: TrustRequest) -> HttpResponse:
    """Invite somebody by e-mail."""
    form = InviteToTrustForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            trust_people.invite(trust=request.trust, by=request.user, now=timezone.now(), **given)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            words = gettext("An invitation is on its way to {email}.")
            messages.info(request, words.format(email=given["email"]))
            return redirect("trust_people", trust=request.trust.slug)
    shown = {"form": form, "trust": request.trust}
    return render(request, "trusts/invite.html", shown, status=422 if form.errors else 200)


@require_POST
@in_trust
def remove(request: TrustRequest, pk: int) -> HttpResponse:
    """End somebody's place in the trust and their sessions."""
    rows = queries.trust_people().select_related("trust")
    member = get_object_or_404(rows, pk=pk)
    try:
        trust_people.remove(member=member, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(
            request,
            gettext("{person} no longer works for the trust.").format(person=member.person.name),
        )
    return redirect("trust_people", trust=request.trust.slug)


@require_POST
@in_trust
def resend(request: TrustRequest, pk: int) -> HttpResponse:
    """Send a new link; the old one stops working."""
    invitation = _invitation(pk)
    try:
        trust_people.resend(invitation=invitation, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(
            request, gettext("A new link is on its way to {email}.").format(email=invitation.email)
        )
    return redirect("trust_people", trust=request.trust.slug)


@require_POST
@in_trust
def revoke(request: TrustRequest, pk: int) -> HttpResponse:
    """The link stops working."""
    invitation = _invitation(pk)
    try:
        trust_people.revoke(invitation=invitation, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(
            request,
            gettext("The link sent to {email} no longer works.").format(email=invitation.email),
        )
    return redirect("trust_people", trust=request.trust.slug)


@never_cache
@require_http_methods(["GET", "POST"])
@public
def accept(request: HttpRequest, trust: str, token: str) -> HttpResponse:
    """The page an invitation's link opens. Looking at it changes nothing."""
    invitation = queries.trust_invitation_by_link(trust, token, timezone.now())
    if invitation is None:
        return _over(request)
    form = _arrival_form(request, invitation)
    if request.method == "GET" or (form and not form.is_valid()):
        return render(request, "trusts/join.html", {"invitation": invitation, "form": form})
    given = form.cleaned_data if form else {"name": "", "password": ""}
    try:
        trust_people.accept(trust=invitation.trust, token=token, now=timezone.now(), **given)
    except Refusal:
        return _over(request)
    messages.info(
        request,
        gettext("You work for {trust} here now. Sign in to begin.").format(trust=invitation.trust),
    )
    return redirect("account_login")


def _invitation(pk: int) -> TrustInvitation:
    return get_object_or_404(queries.trust_invitations().select_related("trust"), pk=pk)


def _arrival_form(request: HttpRequest, invitation: TrustInvitation) -> ArrivalForm | None:
    """Somebody known to the installation keeps their name and password."""
    if queries.has_account(invitation.email):
        return None
    initial = {"name": invitation.name}
    return ArrivalForm(request.POST or None, email=invitation.email, initial=initial)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "trusts/invitation_over.html", status=404)
