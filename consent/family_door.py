"""The door of the family page: no account, a key in a link, then a date of birth.

The key is swapped at once for a signed cookie, so that no later address holds it. The cookie names
the school and the link; both are looked up again for each page, in that school's scope alone, and a
page that finds no live link shows nothing but where to get one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from consent import languages
from consent.academic_year import day_of
from consent.languages import Language
from consent.models import FamilyLink
from consent.presenters.family_frame import frame
from consent.queries import campaigns as queries
from consent.queries.families import Family, family_of
from schoolsocial import cookies
from schoolsocial.accounts.access import public
from schoolsocial.tenancy import scope

COOKIE = "family"
LANGUAGE_COOKIE = "family_language"
PATH = "/f/"
_SALT = "consent.family_door"
_LANGUAGE_LASTS = 365 * 24 * 3600

Page = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is at the door: their link, their family, the language to speak."""

    link: FamilyLink
    family: Family
    language: Language
    now: datetime


def language_of(request: HttpRequest, link: FamilyLink | None = None) -> Language:
    """The language that was chosen, else what the school has on record, else English."""
    wanted = asked_for(request) or request.COOKIES.get(cookies.named(LANGUAGE_COOKIE), "")
    if wanted in languages.CODES:
        return languages.load(wanted)
    return languages.load(languages.nearest(link.guardian.language if link else ""))


def asked_for(request: HttpRequest) -> str:
    """The language somebody has just chosen, if they did."""
    return request.POST.get("lang", "") or request.GET.get("lang", "")


def open_page(page: Page) -> Page:
    """A page before the door: anybody may ask for it, it is kept nowhere and found by no engine."""

    @wraps(page)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return _sealed(page(request, **kwargs), request)

    return public(guarded)


def by_link(*, checked: bool) -> Callable[[Page], Page]:
    """A page behind the door, run in the scope of the link's school; ``checked``: only after the
    date of birth. Without a live link it says where to get one.
    """

    def decorate(page: Page) -> Page:
        @wraps(page)
        def guarded(request: HttpRequest) -> HttpResponse:
            return _sealed(_through(request, page, checked=checked), request)

        return public(guarded)

    return decorate


def let_in(response: HttpResponse, link: FamilyLink, *, checked: bool) -> HttpResponse:
    """Put into this browser which link it came with and whether the date of birth was right."""
    response.set_cookie(
        cookies.named(COOKIE),
        signing.dumps([link.school_id, link.pk, checked], salt=_SALT),
        max_age=_lasts(),
        path=PATH,
        secure=settings.SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def let_out(response: HttpResponse) -> HttpResponse:
    """Forget the link in this browser."""
    response.delete_cookie(cookies.named(COOKIE), path=PATH, samesite="Strict")
    return response


def note(
    request: HttpRequest, language: Language, about: str, *, school: str = "", status: int = 200
) -> HttpResponse:
    """One kind sentence instead of a page: what is the matter, and what to do."""
    shown = frame(_readable(request), language, school=school)
    words = shown["words"]
    told = {"title": words[f"{about}_title"], "text": words[f"{about}_text"]}
    return render(request, "family/note.html", shown | told, status=status)


def too_often(request: HttpRequest, action: str, key: str = "") -> bool:
    """Whether this address, or this link, has tried too often; the try is counted."""
    return not ratelimit.consume(request, action=action, key=key or None)


def _through(request: HttpRequest, page: Page, *, checked: bool) -> HttpResponse:
    carried = _carried(request)
    if carried is None:
        return note(request, language_of(request), "again")
    school_id, link_id, was_checked = carried
    if checked and not was_checked:
        return redirect("family_check")
    guesses = not checked and request.method == "POST"
    if guesses and too_often(request, "family_check", str(link_id)):
        return note(request, language_of(request), "busy", status=429)
    now = timezone.now()
    with scope.school(school_id):
        link = queries.live_link(link_id, now)
        if link is None or link.is_locked:
            key = "over" if link is None else "locked"
            return let_out(note(request, language_of(request, link), key))
        family = family_of(link.guardian, day_of(now))
        response = page(request, Visit(link, family, language_of(request, link), now))
        if cookies.named(COOKIE) in response.cookies:
            return response
        return let_in(response, link, checked=was_checked)


def _readable(request: HttpRequest) -> str:
    """Where another language can be asked for: an address that may be looked at."""
    taking_back = reverse("family_withdraw")
    return reverse("family_answers") if request.path == taking_back else request.path


def _carried(request: HttpRequest) -> tuple[int, int, bool] | None:
    try:
        said = request.COOKIES.get(cookies.named(COOKIE), "")
        school_id, link_id, checked = signing.loads(said, salt=_SALT, max_age=_lasts())
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(school_id), int(link_id), bool(checked)


def _lasts() -> int:
    return int(settings.FAMILY_SESSION_MINUTES) * 60


def _sealed(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    wanted = asked_for(request)
    if wanted in languages.CODES:
        response.set_cookie(
            cookies.named(LANGUAGE_COOKIE),
            wanted,
            max_age=_LANGUAGE_LASTS,
            path=PATH,
            secure=settings.SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
