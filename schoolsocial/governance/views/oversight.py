"""What governors do about what they see."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved
from schoolsocial.governance.actions import oversight
from schoolsocial.governance.errors import Refusal
from schoolsocial.governance.forms.oversight import (
    CommentForm,
    FollowUpForm,
    SettleForm,
    VisitForm,
)
from schoolsocial.governance.presenters import saved
from schoolsocial.governance.presenters.dashboard import about
from schoolsocial.governance.queries import oversight as queries
from schoolsocial.governance.views.dashboard import page

_UNKNOWN = _("Choose the indicator first.")


@require_POST
@in_school(Permission.RECORD_OVERSIGHT)
def comment(request: SchoolRequest) -> HttpResponse:
    """Say something about an indicator."""
    form, code = CommentForm(request.POST), request.GET.get("of", "")
    if about(code) is None:
        return _lost(request)
    if not form.is_valid():
        return page(request, code, status=422, comment_form=form)
    oversight.comment(
        school=request.school,
        indicator=code,
        by=request.user,
        now=timezone.now(),
        **form.cleaned_data,
    )
    return _back(request, code)


@require_POST
@in_school(Permission.RECORD_OVERSIGHT)
def ask(request: SchoolRequest) -> HttpResponse:
    """Ask for something to be done."""
    form, code = FollowUpForm(request.POST), request.GET.get("of", "")
    if about(code) is None:
        return _lost(request)
    if form.is_valid():
        now, who = timezone.now(), request.user
        try:
            oversight.ask(
                school=request.school, indicator=code, by=who, now=now, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("due_on", str(refusal))
    if form.errors:
        return page(request, code, status=422, ask_form=form)
    return _back(request, code)


@require_http_methods(["GET", "POST"])
@in_school(Permission.RECORD_OVERSIGHT)
def settle(request: SchoolRequest, pk: int) -> HttpResponse:
    """Say what came of a follow-up action."""
    asked = get_object_or_404(request.school.followups.select_related("asked_by"), pk=pk)
    form = SettleForm(request.POST or None)
    if form.is_valid():
        try:
            oversight.settle(
                follow_up=asked, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        return _back(request, asked.indicator)
    shown = {"asked": asked, "form": form, "about": about(asked.indicator)}
    return render(request, "governance/settle.html", shown, status=422 if form.errors else 200)


@require_GET
@in_school(Permission.SEE_FIGURES)
@also_saved(saved.VISITS, lambda request: queries.all_visits(request.school))
def visits(request: SchoolRequest) -> HttpResponse:
    """Governor visits and reviews of the DPIA."""
    return render(request, "governance/visits.html", {"visits": queries.visits(request.school)})


@require_http_methods(["GET", "POST"])
@in_school(Permission.RECORD_OVERSIGHT)
def record_visit(request: SchoolRequest) -> HttpResponse:
    """Record one that was held."""
    form = VisitForm(request.POST or None, initial={"held_on": timezone.localdate()})
    if form.is_valid():
        now = timezone.now()
        try:
            oversight.record_visit(
                school=request.school, by=request.user, now=now, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("held_on", str(refusal))
        else:
            messages.success(
                request, gettext("Recorded. The next count takes it into the indicators.")
            )
            return redirect("governance:visits", school=request.school.slug)
    shown = {"form": form}
    return render(request, "governance/visit.html", shown, status=422 if form.errors else 200)


def _back(request: SchoolRequest, code: str) -> HttpResponse:
    answer = redirect("governance:indicator", school=request.school.slug)
    answer["Location"] += f"?of={code}"
    return answer


def _lost(request: SchoolRequest) -> HttpResponse:
    messages.warning(request, _UNKNOWN)
    return redirect("governance:dashboard", school=request.school.slug)
