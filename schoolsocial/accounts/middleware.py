"""How long a sign-in lasts, and that nothing of it stays in the browser."""

from collections.abc import Callable
from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from schoolsocial.accounts import told_here
from schoolsocial.accounts.actions import sessions

SEEN = "seen_at"
STARTED = "started_at"
NOTED_EVERY_SECONDS = 60  # a write a minute is enough


class SessionLimits:
    """Ends a session left idle, or older than a working day, whatever the cookie says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._limit(request)
        return self.get_response(request)

    def _limit(self, request: HttpRequest) -> None:
        now = timezone.now().timestamp()
        seen = request.session.get(SEEN, now)
        started = request.session.setdefault(STARTED, now)
        idle = timedelta(minutes=settings.SESSION_IDLE_MINUTES).total_seconds()
        longest = timedelta(hours=settings.SESSION_ABSOLUTE_HOURS).total_seconds()
        if now - seen > idle or now - started > longest:
            logout(request)
        elif SEEN not in request.session or now - seen > NOTED_EVERY_SECONDS:
            request.session[SEEN] = now


class NothingKept:
    """What somebody signed in is shown stays in no cache; once they are out, the browser empties
    its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        came_in = request.user.is_authenticated
        response = self.get_response(request)
        if came_in:
            response.headers.setdefault("Cache-Control", "no-store, private")
        if came_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache"'
        return response


class NotToldHere:
    """Whoever signed out of this browser is told nothing on it any more, nor does it say so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if told_here.is_to_forget(request):
            told_here.forget(response)
        return response


class KeyForEachProof:
    """Whoever shows once more who they are goes on under a new session key."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_in = request.user.is_authenticated
        shown = len(get_authentication_records(request)) if was_in else 0
        response = self.get_response(request)
        is_in = was_in and request.user.is_authenticated
        if is_in and len(get_authentication_records(request)) > shown:
            sessions.renew_key(session=request.session)
        return response
