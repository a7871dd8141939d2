from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from policy.models import PolicyVersion
from policy.presenters import clause_table as shown
from policy.queries import NoPolicy, version_in_force
from policy.queries.readable import readable
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.SEE_POLICY)
def in_force(request: SchoolRequest) -> HttpResponse:
    """How each clause of the policy in force is kept, and which test proves it."""
    try:
        version = version_in_force(request.school, timezone.localdate())
    except NoPolicy:
        return render(request, "policy/missing.html")
    return _table(request, version)


@require_GET
@in_school(Permission.SEE_POLICY)
def of_version(request: SchoolRequest, pk: int) -> HttpResponse:
    """The same of any version that this person may read."""
    version = readable(request.school, pk, request.membership.permissions)
    if version is None:
        raise Http404
    return _table(request, version)


def _table(request: SchoolRequest, version: PolicyVersion) -> HttpResponse:
    rows = shown.rows(version)
    page = {"version": version, "rows": rows, "sums": shown.sums(rows)}
    return render(request, "policy/clauses.html", page)
