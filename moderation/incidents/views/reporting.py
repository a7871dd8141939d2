"""Reporting in a minute, and what became of one's own reports."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from moderation.incidents.actions import reporting
from moderation.incidents.errors import Refusal
from moderation.incidents.forms.incidents import ReportForm
from moderation.incidents.queries.incidents import reported_by
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_http_methods(["GET", "POST"])
@in_school(Permission.REPORT_INCIDENTS)
def report(request: SchoolRequest) -> HttpResponse:
    """Say what happened. Below: what this person reported before, and whether it is settled."""
    form = ReportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            reporting.report(
                school=request.school,
                report=form.report(),
                seen=form.seen(),
                by=request.user,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            told = gettext("Thank you. Those who handle incidents have been told.")
            messages.success(request, told)
            return redirect("incidents:report", school=request.school.slug)
    shown = {"form": form, "own": reported_by(request.user)}
    return render(request, "incidents/report.html", shown, status=422 if form.errors else 200)


@require_GET
@in_school(Permission.SEE_SCHOOL)
def help_page(request: SchoolRequest) -> HttpResponse:
    """What an incident is, and what each of us does about it."""
    return render(request, "incidents/help.html")
