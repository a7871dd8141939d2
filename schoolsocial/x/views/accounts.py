from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved
from schoolsocial.x import standing
from schoolsocial.x.actions import accounts, by_hand
from schoolsocial.x.forms.accounts import ByHandForm
from schoolsocial.x.presenters import health, saved


def _shown(request: SchoolRequest) -> health.Everything:
    return health.everything(request.school, request.membership, timezone.now())


@require_GET
@in_school(Permission.SEE_ACCOUNTS)
@also_saved(saved.ACCOUNTS, lambda request: _shown(request).accounts)
def everything(request: SchoolRequest) -> HttpResponse:
    """The accounts somebody looks after, and how each fares."""
    shown = _shown(request)
    return render(request, "x/accounts.html", {"shown": shown})


@require_GET
@in_school(Permission.SEE_ACCOUNTS)
def account(request: SchoolRequest, pk: int) -> HttpResponse:
    """How one account fares."""
    kept = request.school.accounts.present().in_the_care_of(request.membership)
    shown = health.of(get_object_or_404(kept, pk=pk), timezone.now())
    return render(request, "x/account.html", {"health": shown, "account": shown.account})


@require_GET
@in_school(Permission.SEE_SCHOOL)
def help_page(request: SchoolRequest) -> HttpResponse:
    """How to connect an account, and what to do when it stops."""
    return render(request, "x/help.html")


@require_POST
@in_school(Permission.SEE_ACCOUNTS)
def pause(request: SchoolRequest, pk: int) -> HttpResponse:
    """Let an account post nothing until somebody lets it go on."""
    kept = request.school.accounts.present().in_the_care_of(request.membership)
    found = get_object_or_404(kept, pk=pk)
    accounts.pause(account=found, reason=standing.BY_A_PERSON, by=request.user, now=timezone.now())
    messages.info(
        request, gettext("{account} posts nothing until you let it go on.").format(account=found)
    )
    return redirect("x:account", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.SEE_ACCOUNTS)
def resume(request: SchoolRequest, pk: int) -> HttpResponse:
    """Let an account post again."""
    kept = request.school.accounts.present().in_the_care_of(request.membership)
    found = get_object_or_404(kept, pk=pk)
    accounts.resume(account=found, by=request.user, now=timezone.now())
    messages.info(
        request,
        gettext("{account} may post again. What is due goes out now.").format(account=found),
    )
    return redirect("x:account", school=request.school.slug, pk=pk)


@require_http_methods(["GET", "POST"])
@in_school(Permission.SEE_ACCOUNTS)
def add_by_hand(request: SchoolRequest) -> HttpResponse:
    """Add an account for which a person posts."""
    form = ByHandForm(request.membership, request.POST or None)
    if form.is_valid():
        try:
            added = by_hand.add(
                school=request.school, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("handle", str(refusal))
        else:
            messages.info(
                request,
                gettext("{account} is here. Somebody posts for it by hand.").format(account=added),
            )
            return redirect("x:accounts", school=request.school.slug)
    return render(request, "x/add_by_hand.html", {"form": form})
