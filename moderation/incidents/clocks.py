"""By when the law wants something done, counted from when the school came to know of it.

The sources are named with each; where two ways of counting exist, the earlier end is taken.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

_SATURDAY = 5


class Clock(TextChoices):
    """``NONE``: no law counts the days, the school's own times do."""

    NONE = "", _("None")
    BREACH = "breach", _("Tell the ICO, if it has to know")
    COMPLAINT = "complaint", _("Acknowledge the complaint")
    FOI = "foi", _("Answer the request")
    SUBJECT_ACCESS = "subject-access", _("Hand out what is held")


def due(clock: Clock, since: datetime) -> datetime | None:
    """When it ends; None where no law counts."""
    reckon = _ENDS.get(clock)
    return reckon(since) if reckon else None


def _hours_of_a_breach(since: datetime) -> datetime:
    """72 hours after becoming aware of it: UK GDPR, Article 33(1)."""
    return since + timedelta(hours=72)


def _days_of_a_complaint(since: datetime) -> datetime:
    """Acknowledged within 30 days: Data (Use and Access) Act 2025, section 103."""
    return since + timedelta(days=30)


def _days_of_a_request(since: datetime) -> datetime:
    """20 working days. For a maintained school or academy the Freedom of Information regulations
    count school days, which ends later or on the same day; holidays are left out of the reckoning.
    """
    moment, left = since, 20
    while left:
        moment += timedelta(days=1)
        left -= timezone.localdate(moment).weekday() < _SATURDAY
    return moment


def _a_month(since: datetime) -> datetime:
    """One month: UK GDPR, Article 12(3). Where the next month has no such day, its last."""
    day = timezone.localdate(since)
    first_of_next = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    days = monthrange(first_of_next.year, first_of_next.month)[1]
    return since + (first_of_next.replace(day=min(day.day, days)) - day)


_ENDS: dict[Clock, Callable[[datetime], datetime]] = {
    Clock.BREACH: _hours_of_a_breach,
    Clock.COMPLAINT: _days_of_a_complaint,
    Clock.FOI: _days_of_a_request,
    Clock.SUBJECT_ACCESS: _a_month,
}
