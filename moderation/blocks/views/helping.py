from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.SEE_SCHOOL)
def help_page(request: SchoolRequest) -> HttpResponse:
    """How somebody is blocked on X, and how we know that it is so."""
    return render(request, "blocks/help.html")
