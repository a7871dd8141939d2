"""How followers are read: from X, from an archive, from a pasted list."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.catalogue.forms.archives import ArchiveForm
from moderation.drafts.errors import Refusal
from moderation.followers.actions import sweeps as actions
from moderation.followers.forms.sweeps import PasteForm, PlanForm
from moderation.followers.models import Sweep
from moderation.followers.presenters import saved
from moderation.followers.presenters import sweeps as presenter
from moderation.followers.queries import accounts
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved
from schoolsocial.uploads import takes_uploads_of
from schoolsocial.x.archive.container import MAX_ARCHIVE
from schoolsocial.x.archive.refusals import Refused
from schoolsocial.x.models import Account


@require_GET
@in_school(Permission.CHECK_FOLLOWERS)
@also_saved(saved.SWEEPS, lambda request: accounts.sweeps(request.membership))
def sweeps(request: SchoolRequest) -> HttpResponse:
    """Each account, how it is read, and what that costs."""
    return render(request, "followers/sweeps.html", {"rows": presenter.rows(request.membership)})


@require_GET
@in_school(Permission.CHECK_FOLLOWERS)
def sweep(request: SchoolRequest, pk: int) -> HttpResponse:
    """How far one reading is, and what came of it."""
    part = "#progress" if request.headers.get("HX-Request") else ""
    page = {"reading": presenter.reading(_sweep(request, pk))}
    return render(request, f"followers/sweep.html{part}", page)


@require_POST
@in_school(Permission.CHECK_FOLLOWERS)
def begin(request: SchoolRequest, account: int) -> HttpResponse:
    """Read now."""
    found = _account(request, account)
    return _made(request, lambda: actions.begin(account=found, by=request.user, now=timezone.now()))


@require_POST
@in_school(Permission.CHECK_FOLLOWERS)
def stop(request: SchoolRequest, pk: int) -> HttpResponse:
    """End a reading before its end."""
    actions.stop(sweep=_sweep(request, pk), by=request.user, now=timezone.now())
    return redirect("followers:sweep", school=request.school.slug, pk=pk)


@require_POST
@in_school(Permission.CHECK_FOLLOWERS)
def plan(request: SchoolRequest, account: int) -> HttpResponse:
    """How often it is read by itself."""
    found, form = _account(request, account), PlanForm(request.POST)
    if form.is_valid():
        actions.plan(account=found, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, gettext("Saved."))
    else:
        messages.warning(request, gettext("Enter a number of days from 1 to 180."))
    return redirect("followers:sweeps", school=request.school.slug)


@require_POST
@in_school(Permission.CHECK_FOLLOWERS)
def agree(request: SchoolRequest, account: int) -> HttpResponse:
    """The owner of an account agrees that its followers are read, or no longer."""
    found, yes = _account(request, account), request.POST.get("agree") == "yes"
    try:
        actions.agree(account=found, yes=yes, by=request.user, now=timezone.now())
        messages.success(request, gettext("Noted. You can change it at any time."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("followers:sweeps", school=request.school.slug)


@takes_uploads_of(MAX_ARCHIVE)
@require_http_methods(["GET", "POST"])
@in_school(Permission.CHECK_FOLLOWERS)
def archive(request: SchoolRequest) -> HttpResponse:
    """Choose the ZIP that X handed out."""
    mine = list(accounts.sweepable(request.membership))
    form = ArchiveForm(request.POST or None, request.FILES or None, accounts=mine)
    if form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        try:
            made = actions.receive(
                account=given["account"], upload=given["file"], by=request.user, now=now
            )
            return redirect("followers:sweep", school=request.school.slug, pk=made.pk)
        except (Refusal, Refused) as refusal:
            form.add_error("file", str(refusal))
    page = {"form": form, "accounts": mine}
    return render(request, "followers/archive.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@in_school(Permission.CHECK_FOLLOWERS)
def paste(request: SchoolRequest) -> HttpResponse:
    """Handles that somebody copied from X."""
    mine = list(accounts.sweepable(request.membership))
    form = PasteForm(request.POST or None, accounts=mine)
    if form.is_valid():
        try:
            made = actions.paste(by=request.user, now=timezone.now(), **form.cleaned_data)
            return redirect("followers:sweep", school=request.school.slug, pk=made.pk)
        except Refusal as refusal:
            form.add_error("handles", str(refusal))
    page = {"form": form, "accounts": mine}
    return render(request, "followers/paste.html", page, status=422 if form.is_bound else 200)


def _made(request: SchoolRequest, make: Callable[[], Sweep]) -> HttpResponse:
    try:
        made = make()
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("followers:sweeps", school=request.school.slug)
    return redirect("followers:sweep", school=request.school.slug, pk=made.pk)


def _account(request: SchoolRequest, pk: int) -> Account:
    return get_object_or_404(accounts.in_the_care_of(request.membership), pk=pk)


def _sweep(request: SchoolRequest, pk: int) -> Sweep:
    mine = accounts.in_the_care_of(request.membership).values("pk")
    rows = request.school.sweeps.select_related("account")
    return get_object_or_404(rows.filter(account__in=mine), pk=pk)
