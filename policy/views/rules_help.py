from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from policy.presenters import rules_help as shown
from policy.queries import NoPolicy, ruleset_in_force
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.SEE_POLICY)
def rules(request: SchoolRequest) -> HttpResponse:
    """Every rule in a sentence or two, and what to do about a finding."""
    try:
        ruleset = ruleset_in_force(request.school, timezone.localdate())
    except NoPolicy:
        ruleset = None
    page = {"groups": shown.groups(ruleset), "ruleset": ruleset}
    return render(request, "policy/help.html", page)
