"""Comparing the register with X: read there, from the archive, or from a list."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from moderation.drafts.errors import Refusal
from moderation.following.actions import readings as actions
from moderation.following.forms.readings import FollowingArchiveForm, PasteForm, StartForm
from moderation.following.presenters import readings as presenter
from moderation.following.presenters import saved
from moderation.following.queries import readings as queries_of_readings
from moderation.following.queries import register as queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved
from schoolsocial.uploads import takes_uploads_of
from schoolsocial.x.archive.container import MAX_ARCHIVE
from schoolsocial.x.archive.refusals import Refused
from schoolsocial.x.models import Account


@require_GET
@in_school(Permission.MANAGE_ACCOUNTS)
@also_saved(saved.READINGS, lambda request: queries_of_readings.all_of(request.school))
def readings(request: SchoolRequest) -> HttpResponse:
    """How the register was compared with X, and the ways to do so now."""
    page = {
        "page": presenter.page(request.school, request.GET.get("from", "")),
        "estimates": presenter.estimates(request.school),
        "form": StartForm(accounts=_accounts(request)),
    }
    return render(request, "following/readings.html", page)


@require_POST
@in_school(Permission.MANAGE_ACCOUNTS)
def start(request: SchoolRequest) -> HttpResponse:
    """Read from X now."""
    form = StartForm(request.POST, accounts=_accounts(request))
    if not form.is_valid():
        raise BadRequest
    try:
        actions.start(account=form.cleaned_data["account"], by=request.user, now=timezone.now())
        messages.success(request, gettext("The list is being read. You can leave this page."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("following:readings", school=request.school.slug)


@require_http_methods(["GET", "POST"])
@in_school(Permission.MANAGE_ACCOUNTS)
def paste(request: SchoolRequest) -> HttpResponse:
    """Compare with a list copied from X."""
    form = PasteForm(request.POST or None, accounts=_accounts(request))
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.paste(
                account=given["account"],
                handles=given["names"],
                whole=given["whole"],
                by=request.user,
                now=timezone.now(),
            )
            return _compared(request)
        except Refusal as refusal:
            form.add_error("names", str(refusal))
    return render(request, "following/paste.html", {"form": form}, status=_status(form))


@takes_uploads_of(MAX_ARCHIVE)
@require_http_methods(["GET", "POST"])
@in_school(Permission.MANAGE_ACCOUNTS)
def archive(request: SchoolRequest) -> HttpResponse:
    """Compare with the list in the account's archive."""
    form = FollowingArchiveForm(
        request.POST or None, request.FILES or None, accounts=_accounts(request)
    )
    if form.is_valid():
        account, upload = form.cleaned_data["account"], form.cleaned_data["file"]
        try:
            actions.take_archive(
                account=account, upload=upload, by=request.user, now=timezone.now()
            )
            return _compared(request)
        except (Refusal, Refused) as refusal:
            form.add_error("file", str(refusal))
    return render(request, "following/archive.html", {"form": form}, status=_status(form))


@require_GET
@in_school(Permission.SEE_SCHOOL)
def help_page(request: SchoolRequest) -> HttpResponse:
    """What the register is, and how it is kept true."""
    return render(request, "following/help.html")


def _accounts(request: SchoolRequest) -> list[Account]:
    return list(queries.accounts(request.school))


def _compared(request: SchoolRequest) -> HttpResponse:
    messages.success(
        request, gettext("Compared with the register. What differs is in “To decide”.")
    )
    return redirect("following:readings", school=request.school.slug)


def _status(form: PasteForm | FollowingArchiveForm) -> int:
    return 422 if form.errors else 200
