"""The office asks all families: prepares a campaign, opens it, watches, reminds, closes."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent.actions import campaigns as actions
from consent.actions import purposes
from consent.errors import Refusal
from consent.forms.campaigns import PlanForm, initial_of
from consent.models import Campaign
from consent.presenters import campaigns as presenter
from consent.presenters import saved
from consent.queries import campaigns as queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved

_USUAL_DAYS = 28
_USUAL_REMINDERS = "7, 14, 21"


@require_GET
@in_school(Permission.RUN_CAMPAIGNS)
@also_saved(saved.CAMPAIGNS, lambda request: queries.of(request.school))
def everything(request: SchoolRequest) -> HttpResponse:
    """The campaign under way, or the way to one; and the earlier ones."""
    found = list(queries.of(request.school))
    current = next((one for one in found if one.state != Campaign.State.CLOSED), None)
    earlier = [one for one in found if one is not current]
    return render(request, "campaigns/all.html", {"current": current, "earlier": earlier})


@require_http_methods(["GET", "POST"])
@in_school(Permission.RUN_CAMPAIGNS)
def start(request: SchoolRequest) -> HttpResponse:
    """Prepare a campaign; no family hears of it yet."""
    form = _form(request, None)
    if form.is_valid():
        try:
            campaign = actions.start(
                school=request.school, by=request.user, plan=form.plan(), now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("campaign", school=request.school.slug, pk=campaign.pk)
    return render(request, "campaigns/plan.html", {"form": form, "questions": _questions(form)})


@require_http_methods(["GET", "POST"])
@in_school(Permission.RUN_CAMPAIGNS)
def change(request: SchoolRequest, pk: int) -> HttpResponse:
    """Change a campaign that is not open yet."""
    campaign = get_object_or_404(queries.of(request.school), pk=pk)
    form = _form(request, campaign)
    if form.is_valid():
        try:
            actions.revise(campaign=campaign, by=request.user, plan=form.plan(), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("campaign", school=request.school.slug, pk=pk)
    shown = {"form": form, "questions": _questions(form), "campaign": campaign}
    return render(request, "campaigns/plan.html", shown)


@require_GET
@in_school(Permission.RUN_CAMPAIGNS)
def campaign(request: SchoolRequest, pk: int) -> HttpResponse:
    """Before it is open: whom it will reach. After: how far it is."""
    found = get_object_or_404(queries.of(request.school), pk=pk)
    today = timezone.localdate()
    if found.is_draft:
        return render(request, "campaigns/preview.html", presenter.preview(found, today))
    return render(request, "campaigns/progress.html", presenter.progress(found, today))


@require_POST
@in_school(Permission.RUN_CAMPAIGNS)
def open_it(request: SchoolRequest, pk: int) -> HttpResponse:
    """Send every reachable family its link."""
    found = get_object_or_404(queries.of(request.school), pk=pk)
    try:
        actions.open_to_families(campaign=found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("The campaign is open. The mails are on their way."))
    return redirect("campaign", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.RUN_CAMPAIGNS)
def call_off(request: SchoolRequest, pk: int) -> HttpResponse:
    """Do not open it on the day that was planned."""
    found = get_object_or_404(queries.of(request.school), pk=pk)
    try:
        actions.call_off(campaign=found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(
            request, gettext("It does not open by itself any more. What was prepared is kept.")
        )
    return redirect("campaign", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.RUN_CAMPAIGNS)
def remind(request: SchoolRequest, pk: int) -> HttpResponse:
    """Remind those who have not answered."""
    found = get_object_or_404(queries.of(request.school), pk=pk)
    try:
        reminded = actions.remind(campaign=found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(request, _told(reminded))
    return redirect("campaign", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.RUN_CAMPAIGNS)
def close(request: SchoolRequest, pk: int) -> HttpResponse:
    """Take no first answer any more."""
    found = get_object_or_404(queries.of(request.school), pk=pk)
    try:
        actions.close(campaign=found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("The campaign is closed. All answers stay as they are."))
    return redirect("campaign", school=request.school.slug, pk=pk)


def _told(reminded: int) -> str:
    if reminded:
        return ngettext(
            "Reminders to {number} family are on their way.",
            "Reminders to {number} families are on their way.",
            reminded,
        ).format(number=reminded)
    return gettext(
        "Nobody to remind: all with an e-mail address have answered or had a mail today."
    )


def _form(request: SchoolRequest, campaign: Campaign | None) -> PlanForm:
    """The plan as it stands; at first what was asked last, for four weeks."""
    asked = [one for one in purposes.of(request.school) if one.is_asked]
    wording = campaign.wording if campaign else queries.last_wording(request.school)
    closes_on = timezone.localdate() + timedelta(days=_USUAL_DAYS)
    initial = initial_of(
        asked,
        wording.questions if wording else {},
        opens_on=campaign.opens_on if campaign else None,
        closes_on=campaign.closes_on if campaign else closes_on,
        reminder_days=_days(campaign) if campaign else _USUAL_REMINDERS,
        addition=queries.addition_of(wording) if wording else "",
    )
    return PlanForm(request.POST or None, purposes=asked, initial=initial)


def _days(campaign: Campaign) -> str:
    return ", ".join(map(str, campaign.reminder_days))


def _questions(form: PlanForm) -> list[tuple[object, object]]:
    """Each purpose's two fields, side by side."""
    return [(form[f"ask-{one.code}"], form[f"question-{one.code}"]) for one in form.purposes]
