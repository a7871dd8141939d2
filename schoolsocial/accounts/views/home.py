from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from schoolsocial import cookies
from schoolsocial.accounts import queries
from schoolsocial.accounts.access import SignedInRequest, public, signed_in
from schoolsocial.accounts.context import THEME, THEMES
from schoolsocial.accounts.presenters import role_table

YEAR_SECONDS = 365 * 24 * 3600


@require_GET
@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """Straight in with one school or trust, a choice with several, an explanation with none."""
    places, trusts = queries.places_of(request.user), queries.trusts_of(request.user)
    if len(places) + len(trusts) == 1 and not request.user.is_platform_admin:
        for place in places:
            return redirect("school_home", school=place.school.slug)
        return redirect("trust", trust=trusts[0].slug)
    return render(request, "accounts/home.html", {"places": places, "trusts": trusts})


@require_GET
@public
def roles(request: HttpRequest) -> HttpResponse:
    """Each role as a sentence, and who may do what."""
    return render(request, "accounts/roles.html", {"table": role_table()})


@require_POST
@public
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device says; kept in a cookie, then back to the page."""
    name = cookies.named(THEME)
    back, chosen = request.POST.get("next", ""), request.POST.get("theme", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = HttpResponseRedirect(back if safe else reverse("home"))
    if chosen in THEMES:
        lasts, secure = YEAR_SECONDS, request.is_secure()
        response.set_cookie(name, chosen, max_age=lasts, secure=secure, samesite="Lax")
    else:
        response.delete_cookie(name, samesite="Lax")
    return response
