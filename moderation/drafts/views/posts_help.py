from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.SEE_SCHOOL)
def posts(request: SchoolRequest) -> HttpResponse:
    """From the first word of a post to its end, for whoever writes or approves."""
    return render(request, "drafts/help.html")
