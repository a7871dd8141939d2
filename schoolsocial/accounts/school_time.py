"""School days and school hours in London: when a review is due, and when people are reminded.

A school day is a weekday inside a term that the school has entered. Before the first of them and
after the last every weekday counts, as nobody has said otherwise.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from schoolsocial.accounts.models import School

LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = time(8), time(17)
_SATURDAY = 5
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """``terms`` are (first day, last day), both included."""

    terms: Collection[tuple[date, date]]

    def includes(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and self.in_term(day)

    def in_term(self, day: date) -> bool:
        """Whether a term includes that day, a weekend too; any day where nobody has said."""
        known = any(first <= day for first, _ in self.terms) and any(
            day <= last for _, last in self.terms
        )
        return not known or any(first <= day <= last for first, last in self.terms)

    def in_hours(self, moment: datetime) -> bool:
        """Whether people are at school then."""
        at = moment.astimezone(LONDON)
        return self.includes(at.date()) and OPENS <= at.time() < CLOSES


def school_days(school: School) -> SchoolDays:
    """By the terms that the school has entered."""
    return SchoolDays(list(school.terms.values_list("starts_on", "ends_on")))


def after(moment: datetime, hours: int, counts: Callable[[date], bool]) -> datetime:
    """So many hours on, of days that count alone, from their midnight to the next.

    Days are measured as they pass: one is 23 or 25 hours long when the clocks change.
    """
    at, left = moment.astimezone(LONDON), timedelta(hours=hours).total_seconds()
    while True:
        midnight = datetime.combine(at.date() + _A_DAY, time(), LONDON)
        if counts(at.date()):
            room = midnight.timestamp() - at.timestamp()
            if left < room:
                return datetime.fromtimestamp(at.timestamp() + left, LONDON)
            if left == room:
                return midnight - timedelta(minutes=1)  # a day called by its own name
            left -= room
        at = midnight
