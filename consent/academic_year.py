"""The academic year: 1 September to 31 August, called by the year of its September."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
SEPTEMBER, AUGUST = 9, 8


def academic_year(day: date) -> int:
    """The year of the September in which the academic year of ``day`` began."""
    return day.year if day.month >= SEPTEMBER else day.year - 1


def first_day(year: int) -> date:
    return date(year, SEPTEMBER, 1)


def last_day(year: int) -> date:
    return date(year + 1, AUGUST, 31)


def end_of(year: int) -> datetime:
    """The moment its last day is over in London."""
    after = last_day(year) + timedelta(days=1)
    return datetime(after.year, after.month, after.day, tzinfo=LONDON)


def spoken(year: int) -> str:
    """“2026/27”."""
    return f"{year}/{(year + 1) % 100:02}"


def midnight_after(day: date) -> datetime:
    """The London moment at which the day is over."""
    return datetime.combine(day + timedelta(days=1), time.min, LONDON)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    return months_before(day, -months)


def day_of(moment: datetime) -> date:
    """The London day of a moment."""
    return moment.astimezone(LONDON).date()
