from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from policy.presenters.document import clause_rows
from policy.queries import NoPolicy, version_in_force
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.SEE_POLICY)
def current(request: SchoolRequest) -> HttpResponse:
    """The policy in force, each clause with the rules that enforce it."""
    try:
        version = version_in_force(request.school, timezone.localdate())
    except NoPolicy:
        return render(request, "policy/missing.html")
    page = {"version": version, "clauses": clause_rows(version), "today": timezone.localdate()}
    return render(request, "policy/current.html", page)
