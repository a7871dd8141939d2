"""Declaring one's own account each year, and who has."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from consent.academic_year import academic_year, spoken
from moderation.contacts import clock
from moderation.contacts.actions import declarations
from moderation.contacts.actions import times as times_actions
from moderation.contacts.errors import Refusal
from moderation.contacts.forms.declarations import DeclareForm, HourForm
from moderation.contacts.presenters import declaration as presenter
from moderation.contacts.presenters import saved
from moderation.contacts.queries import declarations as queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_http_methods(["GET", "POST"])
@in_school(Permission.DECLARE_ACCOUNT)
def declare(request: SchoolRequest) -> HttpResponse:
    """How one's own account is set up this academic year."""
    accounts, today = queries.own_accounts(request.school, request.user), timezone.localdate()
    standing = presenter.own(accounts, today)
    form = DeclareForm(accounts, request.POST or None, initial=_said(standing))
    if form.is_valid():
        try:
            declarations.declare(
                account=form.cleaned_data["account"], declared=form.declared(),
                by=request.user, now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("account", str(refusal))
        else:
            messages.success(request, gettext("Thank you. You can change it here at any time."))
            return redirect("contacts:declare", school=request.school.slug)
    shown = {"form": form, "standing": standing, "year": spoken(academic_year(today))}
    return render(request, "contacts/declare.html", shown, status=422 if form.errors else 200)


@require_GET
@in_school(Permission.SEE_DECLARATIONS)
@also_saved(saved.DECLARED, lambda request: queries.of_year(request.school, timezone.localdate()))
def declared(request: SchoolRequest) -> HttpResponse:
    """Who has declared their account this year, and who has not."""
    today = timezone.localdate()
    shown = {
        "rows": queries.of_year(request.school, today),
        "year": spoken(academic_year(today)),
    }
    return render(request, "contacts/declared.html", shown)


@require_http_methods(["GET", "POST"])
@in_school(Permission.HANDLE_CONTACTS)
def times(request: SchoolRequest) -> HttpResponse:
    """At what hour the school's day ends for blocking a pupil's account."""
    form = HourForm(request.POST or None, initial={"hour": clock.hour_of(request.school)})
    if form.is_valid():
        times_actions.give(
            school=request.school, by=request.user, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, gettext("Kept. It holds for what is noticed from now on."))
        return redirect("contacts:everything", school=request.school.slug)
    status = 422 if form.errors else 200
    return render(request, "contacts/times.html", {"form": form}, status=status)


def _said(standing: tuple[presenter.OwnAccount, ...]) -> dict[str, Any]:
    """What was declared before, for the form."""
    last = next((one.declaration for one in standing if one.declaration), None)
    return presenter.answers(last) if last else {}
