from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from schoolsocial.accounts import queries
from schoolsocial.accounts.access import (
    SchoolRequest,
    SignedInRequest,
    in_school,
    public,
    signed_in,
)
from schoolsocial.accounts.presenters import role_table
from schoolsocial.accounts.roles import Permission

THEMES = {"light", "dark"}
YEAR_SECONDS = 365 * 24 * 3600


@require_GET
@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """Straight in with one school, a choice with several, an explanation with none."""
    places = queries.places_of(request.user)
    if len(places) == 1 and not request.user.is_platform_admin:
        return redirect("school_home", school=places[0].school.slug)
    return render(request, "accounts/home.html", {"places": places})


@require_GET
@in_school(Permission.SEE_SCHOOL)
def school_home(request: SchoolRequest) -> HttpResponse:
    """What needs this person now."""
    return render(request, "accounts/school_home.html")


@require_GET
@public
def roles(request: HttpRequest) -> HttpResponse:
    """Each role as a sentence, and who may do what."""
    return render(request, "accounts/roles.html", {"table": role_table()})


@require_POST
@public
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device says; kept in a cookie, then back to the page."""
    back, chosen = request.POST.get("next", ""), request.POST.get("theme", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = HttpResponseRedirect(back if safe else reverse("home"))
    if chosen in THEMES:
        response.set_cookie("theme", chosen, max_age=YEAR_SECONDS, samesite="Lax")
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response
