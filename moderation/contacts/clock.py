"""By when a pupil's account is to be blocked: the end of the same school day."""

from datetime import datetime, time, timedelta

from moderation.contacts.models import ContactTimes
from schoolsocial.accounts.models import School
from schoolsocial.accounts.school_time import LONDON, SchoolDays, school_days

USUAL_HOUR = 17
_LONGEST_HOLIDAY = 120
_A_DAY = timedelta(days=1)


def hour_of(school: School) -> int:
    """The hour of the clock on the wall at which the school's day ends for this."""
    kept = ContactTimes.objects.filter(school=school).first()
    return kept.hour if kept else USUAL_HOUR


def due_after(school: School, since: datetime) -> datetime:
    """The end of the school day of ``since``; of the next one where that is over or is none."""
    return end_of_day(school_days(school), hour_of(school), since)


def end_of_day(days: SchoolDays, hour: int, since: datetime) -> datetime:
    """The next ``hour`` o'clock of a school day after ``since``, in London. In a holiday longer
    than 120 days, the end of the 120th.
    """
    day = since.astimezone(LONDON).date()
    for _ in range(_LONGEST_HOLIDAY):
        ends = datetime.combine(day, time(hour), LONDON)
        if days.includes(day) and since < ends:
            return ends
        day += _A_DAY
    return datetime.combine(day, time(hour), LONDON)
