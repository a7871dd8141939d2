"""Reports to governors: made, kept, taken away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from consent.academic_year import day_of
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.documents.pdf import NoDocument
from schoolsocial.governance.actions import reports as actions
from schoolsocial.governance.errors import Refusal
from schoolsocial.governance.models import ReportFile
from schoolsocial.governance.periods import chosen
from schoolsocial.governance.presenters import reports as presenter
from schoolsocial.governance.queries import reports as queries

_TYPES = {
    ReportFile.Kind.PDF: "application/pdf",
    ReportFile.Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReportFile.Kind.CSV: "text/csv; charset=utf-8",
}
_MADE = _("The report is made. It stands in the list: {period}.")
_UNCHANGED = _("Nothing has changed since this report was made. It stands in the list: {period}.")


@require_GET
@in_school(Permission.SEE_FIGURES)
def everything(request: SchoolRequest) -> HttpResponse:
    """Every report that was made, and a way to make one."""
    page = presenter.present(request.school, request.GET.get("from", ""), timezone.now())
    return render(request, "governance/reports.html", {"page": page})


@require_POST
@in_school(Permission.SEE_FIGURES)
def make(request: SchoolRequest) -> HttpResponse:
    """Make the report of a term or a year from the figures as they are."""
    now = timezone.now()
    period = chosen(request.POST.get("period", ""), day_of(now))
    try:
        _report, new = actions.make(school=request.school, period=period, by=request.user, now=now)
    except (Refusal, NoDocument) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, (_MADE if new else _UNCHANGED).format(period=period.name))
    return redirect("governance:reports", school=request.school.slug)


@require_GET
@in_school(Permission.SEE_FIGURES)
def download(request: SchoolRequest, pk: int, kind: str) -> HttpResponse:
    """One file of a report, byte for byte as it was made."""
    files = queries.files(request.school).select_related("report")
    file = get_object_or_404(files, report=pk, kind=kind)
    actions.note_taken(file=file, by=request.user, now=timezone.now())
    response = HttpResponse(bytes(file.content), content_type=_TYPES[ReportFile.Kind(file.kind)])
    name = f"governors-report-{file.report.period}-{pk}.{file.kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
