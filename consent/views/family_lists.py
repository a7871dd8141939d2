"""Families of a campaign, one by one: who has not answered, letters to print, links anew."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from consent.actions import family_links
from consent.errors import Refusal
from consent.forms.labels import LabelsForm
from consent.label_sizes import SIZES
from consent.presenters import campaigns as presenter
from consent.presenters import filters, saved
from consent.presenters import labels as label_presenter
from consent.queries import campaigns as queries
from consent.queries import classes
from consent.queries.families import of_class
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.filtering import keeps_filters
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved

A_PAGE = 50


def _lines(request: SchoolRequest, pk: int) -> list[presenter.Line]:
    """All families of the list that is asked for."""
    campaign = get_object_or_404(queries.of(request.school), pk=pk)
    only = request.GET.get("only", "")
    return presenter.lines(campaign, timezone.localdate(), only=only)


@require_GET
@in_school(Permission.RUN_CAMPAIGNS)
@keeps_filters(filters.FAMILIES)
@also_saved(saved.FAMILIES, _lines)
def families(request: SchoolRequest, pk: int) -> HttpResponse:
    """The families with a link, and what can be done for each."""
    campaign = get_object_or_404(queries.of(request.school), pk=pk)
    page = Paginator(_lines(request, pk), A_PAGE).get_page(request.GET.get("page"))
    only = request.GET.get("only", "")
    shown = {"campaign": campaign, "page": page, "kinds": presenter.KINDS, "only": only}
    return render(request, "campaigns/families.html", shown)


@require_GET
@in_school(Permission.RUN_CAMPAIGNS)
def letters(request: SchoolRequest, pk: int) -> HttpResponse:
    """A page to print for each family without e-mail that has not answered."""
    campaign = get_object_or_404(queries.of(request.school), pk=pk)
    shown = {"campaign": campaign, "letters": presenter.letters(queries.to_print(campaign))}
    return render(request, "campaigns/letters.html", shown)


@require_GET
@in_school(Permission.RUN_CAMPAIGNS)
def letter(request: SchoolRequest, pk: int, guardian: int) -> HttpResponse:
    """The letter of one family, to print."""
    campaign = get_object_or_404(queries.of(request.school), pk=pk)
    link = get_object_or_404(queries.live_links(campaign), guardian=guardian)
    shown = {"campaign": campaign, "letters": presenter.letters([link])}
    return render(request, "campaigns/letters.html", shown)


@require_GET
@in_school(Permission.RUN_CAMPAIGNS)
def labels(request: SchoolRequest, pk: int) -> HttpResponse:
    """Labels for the letters, or for a class, to print on sheets as they are sold."""
    campaign = get_object_or_404(queries.of(request.school), pk=pk)
    today = timezone.localdate()
    form = LabelsForm(request.GET, classes=list(classes.classes_of(request.school, today)))
    shown: dict[str, Any] = {"campaign": campaign, "form": form}
    if form.is_valid():
        one = form.school_class()
        found = of_class(one, today) if one else presenter.unanswered_letters(campaign, today)
        size = SIZES[form.cleaned_data["size"]]
        sheets = label_presenter.sheets(found, size, used=form.cleaned_data["used"] or 0)
        shown |= {"sheets": sheets, "size": size, "number": len(found)}
    return render(request, "campaigns/labels.html", shown)


@require_POST
@in_school(Permission.RUN_CAMPAIGNS)
def issue(request: SchoolRequest, pk: int, guardian: int) -> HttpResponse:
    """A new link for one person: by mail, or as a letter; the one before stops working."""
    campaign = get_object_or_404(queries.of(request.school), pk=pk)
    holder = get_object_or_404(request.school.guardians, pk=guardian)
    by_mail = request.POST.get("by") == "mail"
    try:
        family_links.issue(
            campaign=campaign, guardian=holder, by=request.user, by_mail=by_mail, now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("campaign_families", school=request.school.slug, pk=pk)
    if not by_mail:
        return redirect("campaign_letter", school=request.school.slug, pk=pk, guardian=guardian)
    # no name: this goes into a cookie
    messages.success(request, gettext("A new link is on its way."))
    return redirect("campaign_families", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.RUN_CAMPAIGNS)
def revoke(request: SchoolRequest, pk: int, guardian: int) -> HttpResponse:
    """Make a link useless."""
    campaign = get_object_or_404(queries.of(request.school), pk=pk)
    link = get_object_or_404(queries.live_links(campaign), guardian=guardian)
    family_links.revoke(link=link, by=request.user, now=timezone.now())
    messages.info(request, gettext("That link no longer works."))
    return redirect("campaign_families", school=request.school.slug, pk=pk)
