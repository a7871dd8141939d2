from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schoolsocial.accounts.access import SignedInRequest, platform_admin
from schoolsocial.operations import presenters


@require_GET
@platform_admin
def health(request: SignedInRequest) -> HttpResponse:
    """Every part of the installation, and what is to be seen to."""
    return render(request, "operations/health.html", {"health": presenters.health()})


@require_GET
@platform_admin
def health_data(_request: SignedInRequest) -> JsonResponse:
    """The same for a program."""
    return JsonResponse(presenters.health().as_json())
