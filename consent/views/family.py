"""The door of the family page: the link, the second question, the way out."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from consent import family_door
from consent.actions import family_links
from consent.family_door import Visit, by_link, note, open_page
from consent.forms.family import BirthdayForm
from consent.presenters.family_frame import frame
from consent.queries import campaigns


@csrf_exempt  # the key in the address is the proof; no-referrer makes browsers hide the origin
@require_http_methods(["GET", "HEAD", "POST"])
@open_page
def link(request: HttpRequest, token: str) -> HttpResponse:
    """What a link opens: a button. Whoever only looks, such as a mail scanner, changes nothing."""
    if request.method == "POST" and family_door.too_often(request, "family_open"):
        return redirect("family_busy")  # an answer of 429 here would put the key into the log
    found = campaigns.link_by_token(token, timezone.now())
    language = family_door.language_of(request, found)
    if found is None:
        response = note(request, language, "over")
    elif request.method == "POST":
        response = family_door.let_in(redirect("family_check"), found, checked=False)
    else:
        shown = frame(request.path, language, school=found.school.name)
        response = render(request, "family/link.html", shown)
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_GET
@open_page
def busy(request: HttpRequest) -> HttpResponse:
    """Too many tries from one address."""
    return note(request, family_door.language_of(request), "busy", status=429)


@require_http_methods(["GET", "POST"])
@by_link(checked=False)
def check(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The second question: a date of birth."""
    if not (visit.family.may_consent and visit.family.can_be_checked):
        return note(request, visit.language, "nobody", school=visit.link.school.name)
    form = BirthdayForm(request.POST or None, language=visit.language)
    if form.is_valid() and form.born_on is not None:
        try:
            known = family_links.admit(
                link=visit.link, born_on=form.born_on, birthdays=_birthdays(visit), now=visit.now
            )
        except family_links.Locked:
            return note(request, visit.language, "locked")
        if known:
            return family_door.let_in(redirect("family_answers"), visit.link, checked=True)
        return _wrong_day(request, visit, form)
    return _checking(request, visit, form)


@require_http_methods(["GET", "POST"])
@open_page
def leave(request: HttpRequest) -> HttpResponse:
    """Close the page on a shared phone; looking at the sentence again changes nothing."""
    response = note(request, family_door.language_of(request), "left")
    return family_door.let_out(response) if request.method == "POST" else response


def _birthdays(visit: Visit) -> set[date]:
    return {one.pupil.born_on for one in visit.family.children if one.pupil.born_on}


def _wrong_day(request: HttpRequest, visit: Visit, form: BirthdayForm) -> HttpResponse:
    left = campaigns.tries_left(visit.link)
    if left == 0:
        return note(request, visit.language, "locked")
    form.add_error(None, visit.language.say("check_wrong", left=left))
    return _checking(request, visit, form)


def _checking(request: HttpRequest, visit: Visit, form: BirthdayForm) -> HttpResponse:
    shown = frame(request.path, visit.language, school=visit.link.school.name)
    return render(request, "family/check.html", shown | {"form": form})
