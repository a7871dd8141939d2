from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.roles import Permission
from schoolsocial.x.actions import profiles
from schoolsocial.x.forms.profiles import AcceptForm, ExpectationForm
from schoolsocial.x.models import Account


@require_http_methods(["GET", "POST"])
@in_school(Permission.MANAGE_ACCOUNTS)
def profile(request: SchoolRequest, pk: int) -> HttpResponse:
    """How an account's profile is to look; what X shows is proposed."""
    account = _account(request, pk)
    expected = getattr(account, "expectation", None)
    form = ExpectationForm.of(expected, request.POST or None) if expected else None
    if form is not None and form.is_valid():
        profiles.expect(
            account=account, by=request.user, values=form.cleaned_data, now=timezone.now()
        )
        messages.info(request, gettext("This is how {account} is to look.").format(account=account))
        return redirect("x:account", school=request.school.slug, pk=pk)
    return render(request, "x/profile.html", {"account": account, "form": form})


@require_POST
@in_school(Permission.MANAGE_ACCOUNTS)
def look(request: SchoolRequest, pk: int) -> HttpResponse:
    """Read the profile at X now."""
    account = _account(request, pk)
    try:
        profiles.look_again(account=account)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(request, gettext("This is what X shows now."))
    return redirect("x:account", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.MANAGE_ACCOUNTS)
def accept(request: SchoolRequest, pk: int) -> HttpResponse:
    """Live with what X shows, for a reason."""
    drift = get_object_or_404(request.school.drifts.select_related("account"), pk=pk)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Say in a few words why this is all right."))
        return redirect("x:account", school=request.school.slug, pk=drift.account_id)
    try:
        profiles.accept(
            drift=drift, by=request.user, reason=form.cleaned_data["reason"], now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("x:account", school=request.school.slug, pk=drift.account_id)


def _account(request: SchoolRequest, pk: int) -> Account:
    """An account of the school or a class: what a colleague's own looks like is their affair."""
    kept = request.school.accounts.connected().exclude(kind=Account.Kind.STAFF)
    return get_object_or_404(kept.select_related("expectation"), pk=pk)
