"""Whether the worker or the clock has fallen silent: asked of the database twice a minute at most
by each process of the pages, so that pages stay cheap.
"""

import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from schoolsocial.operations import heartbeat

ASKED_EVERY_SECONDS = 30.0

_SENTENCES = {
    "worker": _("Posts are not going out: the part that sends them has been silent since {since}."),
    "beat": _(
        "Reminders and checks are not running: the clock that starts them has been "
        "silent since {since}."
    ),
}


@dataclass(frozen=True, slots=True)
class Silent:
    """A part that was heard of once and is no longer; ``since`` is its last sign of life."""

    kind: str
    since: datetime

    @property
    def sentence(self) -> str:
        local = timezone.localtime(self.since)
        today = local.date() == timezone.localdate()
        return _SENTENCES[self.kind].format(since=date_format(local, "H:i" if today else "j F"))


@dataclass(slots=True)
class _Heard:
    """What was heard last, and when that was asked, by the process's own clock."""

    asked_at: float = float("-inf")
    last: dict[str, datetime] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_heard = _Heard()


def silent(now: datetime) -> list[Silent]:
    """The parts that have been silent for longer than ``SILENCE_MINUTES``. One that was never
    heard of is still being set up, and is the business of ``/ready``.
    """
    if not settings.SILENCE_MINUTES:
        return []
    longest = timedelta(minutes=settings.SILENCE_MINUTES)
    told = sorted(_last().items(), reverse=True)  # the worker before the clock
    return [Silent(kind, at) for kind, at in told if now - at > longest]


def silence(request: HttpRequest) -> dict[str, list[Silent]]:
    """For the frame of every page somebody signed in sees."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"silences": silent(timezone.now())}


def ask_anew() -> None:
    """Forget what was heard."""
    _heard.asked_at = float("-inf")


def _last() -> dict[str, datetime]:
    with _heard.lock:
        if time.monotonic() - _heard.asked_at >= ASKED_EVERY_SECONDS:
            _heard.last = heartbeat.last()
            _heard.asked_at = time.monotonic()
        return _heard.last
