"""How long a sign-in lasts."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

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
