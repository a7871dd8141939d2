from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.SEE_SCHOOL)
def photos(request: SchoolRequest) -> HttpResponse:
    """Who may be in a photo, and what each of us does about it."""
    return render(request, "consent/help.html")
