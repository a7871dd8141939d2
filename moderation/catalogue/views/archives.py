"""Filling the back-catalogue from an archive of the account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from moderation.catalogue.actions import archives as actions
from moderation.catalogue.forms.archives import ArchiveForm
from moderation.catalogue.models import ArchiveImport
from moderation.catalogue.presenters import archives as presenter
from moderation.catalogue.queries import archives as queries
from moderation.drafts.errors import Refusal
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.uploads import takes_uploads_of
from schoolsocial.x.archive.container import MAX_ARCHIVE
from schoolsocial.x.archive.refusals import Refused


@takes_uploads_of(MAX_ARCHIVE)
@require_http_methods(["GET", "POST"])
@in_school(Permission.MANAGE_ACCOUNTS)
def archives(request: SchoolRequest) -> HttpResponse:
    """Choose the ZIP; below it, those that came before."""
    accounts = list(queries.accounts(request.membership))
    form = ArchiveForm(request.POST or None, request.FILES or None, accounts=accounts)
    received = _received(request, form) if form.is_valid() else None
    if received:
        return redirect("catalogue:archive", school=request.school.slug, pk=received.pk)
    earlier = map(presenter.present, queries.imports(request.membership)[: queries.MOST])
    page = {"form": form, "accounts": accounts, "imports": list(earlier)}
    status = 422 if form.is_bound else 200
    return render(request, "catalogue/archives.html", page, status=status)


@require_GET
@in_school(Permission.MANAGE_ACCOUNTS)
def archive(request: SchoolRequest, pk: int) -> HttpResponse:
    """How far it is read, and what came of it."""
    row = get_object_or_404(queries.imports(request.membership), pk=pk)
    part = "#progress" if request.headers.get("HX-Request") else ""
    page = {"archive": presenter.present(row)}
    return render(request, f"catalogue/archive.html{part}", page)


def _received(request: SchoolRequest, form: ArchiveForm) -> ArchiveImport | None:
    account, upload = form.cleaned_data["account"], form.cleaned_data["file"]
    try:
        made = actions.receive(account=account, by=request.user, upload=upload, now=timezone.now())
    except (Refusal, Refused) as refusal:
        form.add_error("file", str(refusal))
        return None
    messages.success(request, gettext("The archive is here and is being read."))
    return made
