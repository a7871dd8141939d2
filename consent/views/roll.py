"""The roll: search as you type, class by class."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from consent.presenters import filters, saved
from consent.presenters import roll as presenter
from consent.presenters.roll import RollPage
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.filtering import keeps_filters
from schoolsocial.accounts.roles import Permission
from schoolsocial.accounts.saving import also_saved


@require_http_methods(["GET", "HEAD", "POST"])
@in_school(Permission.SEE_PUPILS)
@keeps_filters(filters.ROLL)
@also_saved(saved.ROLL, lambda request: _page(request, words="").lines)
def roll(request: SchoolRequest) -> HttpResponse:
    """Classes; or the children of one, or those whose names fit. htmx gets the list alone.

    What is looked for is a child's name: it is sent as a form and stands in no address.
    """
    page = _page(request, words=request.POST.get("q", "")[:80])
    template = "roll/roll.html#found" if request.headers.get("HX-Request") else "roll/roll.html"
    return render(request, template, {"page": page})


def _page(request: SchoolRequest, *, words: str) -> RollPage:
    chosen = request.GET.get("class", "")
    return presenter.roll_page(request.school, words=words, chosen=chosen, day=timezone.localdate())
