"""Incidents as files, for the school's safeguarding system. Each is on record."""

import re
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from moderation.incidents.actions import exporting
from moderation.incidents.errors import Refusal
from moderation.incidents.models import Incident
from moderation.incidents.presenters import export as presenter
from moderation.incidents.presenters import printed
from moderation.incidents.queries import incidents as queries
from moderation.incidents.views import showing
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.documents.pdf import NoDocument

CSV, PDF = "csv", "pdf"
_KINDS = {CSV: "text/csv; charset=utf-8", PDF: "application/pdf"}
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def export(request: SchoolRequest, pk: int) -> HttpResponse:
    """Everything that happened as a table."""
    return _handed_out(request, [showing.incident_of(request, pk)], CSV)


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def on_paper(request: SchoolRequest, pk: int) -> HttpResponse:
    """Everything that happened as a PDF."""
    return _handed_out(request, [showing.incident_of(request, pk)], PDF)


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def chosen(request: SchoolRequest) -> HttpResponse:
    """Those ticked in the list, as a table or one PDF."""
    ticked = [int(one) for one in request.POST.getlist("incident") if _NUMBER.fullmatch(one)]
    found = queries.chosen(request.membership, ticked[: exporting.MOST + 1])
    return _handed_out(request, found, PDF if request.POST.get("what") == PDF else CSV)


def _handed_out(request: SchoolRequest, found: Sequence[Incident], what: str) -> HttpResponse:
    now = timezone.now()
    try:
        exporting.refuse_too_many(found)
        content = (
            presenter.as_csv(found) if what == CSV else printed.as_pdf(found, request.school, now)
        )
        exporting.note(incidents=found, what=what, by=request.user, now=now)
    except (Refusal, NoDocument) as refusal:
        messages.warning(request, str(refusal))
        return redirect("incidents:everything", school=request.school.slug)
    name = f"incident-{found[0].pk}" if len(found) == 1 else "incidents"
    return saved(content, f"{name}.{what}")


def saved(content: bytes, name: str) -> HttpResponse:
    """A file to be kept, named as its kind is."""
    response = HttpResponse(content, content_type=_KINDS[name.rpartition(".")[2]])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
