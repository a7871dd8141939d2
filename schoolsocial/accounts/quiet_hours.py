"""When a mail may reach somebody: their own hours of the day, by London's clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from schoolsocial.accounts.notice_kinds import Rhythm
from schoolsocial.accounts.school_time import LONDON, SchoolDays

DIGEST_AT = time(8)
_MONDAY = 0
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Mails come from ``opens`` until before ``closes``, on school days only or on every day."""

    opens: time = time(7)
    closes: time = time(18, 30)
    school_days_only: bool = True


def leaves_at(now: datetime, rhythm: Rhythm, hours: Hours, days: SchoolDays) -> datetime:
    """The moment, in UTC, at which a mail queued now may leave: now itself, or the next one that is
    outside the person's quiet hours and in the rhythm.
    """
    local = now.astimezone(LONDON)
    if rhythm is Rhythm.NOW:
        return now if _open(local, hours, days) else _next_opening(local, hours, days)
    first = local.date() if local.time() < _digest_at(hours) else local.date() + _A_DAY
    if rhythm is Rhythm.WEEKLY:
        first += (_MONDAY - first.weekday()) % 7 * _A_DAY
    return _moment(_first_day(first, hours, days), _digest_at(hours))


def _open(local: datetime, hours: Hours, days: SchoolDays) -> bool:
    return _wanted(local.date(), hours, days) and hours.opens <= local.time() < hours.closes


def _next_opening(local: datetime, hours: Hours, days: SchoolDays) -> datetime:
    first = local.date() if local.time() < hours.opens else local.date() + _A_DAY
    return _moment(_first_day(first, hours, days), hours.opens)


def _first_day(day: date, hours: Hours, days: SchoolDays) -> date:
    while not _wanted(day, hours, days):
        day += _A_DAY
    return day


def _wanted(day: date, hours: Hours, days: SchoolDays) -> bool:
    return not hours.school_days_only or days.includes(day)


def _digest_at(hours: Hours) -> time:
    """At eight, or as soon as the person's day begins where that is later."""
    return DIGEST_AT if hours.opens <= DIGEST_AT < hours.closes else hours.opens


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LONDON).astimezone(UTC)
