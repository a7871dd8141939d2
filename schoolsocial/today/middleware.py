"""The dead-man's switch: a page that shows a silence sees to it that somebody is told."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from schoolsocial.accounts.actions import silences
from schoolsocial.today.silence import Silent, silent

_told: set[Silent] = set()
"""What this process knows to be told: the row decides, this only spares asking it."""


def forget() -> None:
    """Know of nothing told."""
    _told.clear()


class TellOfSilence:
    """After each page of somebody signed in, once its own transaction has ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            self._tell(request)
        return response

    def _tell(self, request: HttpRequest) -> None:
        now = timezone.now()
        school = getattr(request, "school", None)
        for one in silent(now):
            if one not in _told:
                silences.tell(kind=one.kind, since=one.since, school=school, now=now)
                _told.add(one)
