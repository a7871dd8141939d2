from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.help.page_help import pages


@require_GET
@in_school(Permission.SEE_SCHOOL)
def index(request: SchoolRequest) -> HttpResponse:
    """Every help page, with a line on what it is about."""
    return render(request, "help.html", {"pages": pages(request.school.slug)})
