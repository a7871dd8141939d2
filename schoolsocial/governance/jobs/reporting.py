"""The report at the end of a half-term. Run twice it makes one, and tells people once."""

from datetime import date, datetime

from django.urls import reverse

from consent.academic_year import day_of
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership, School
from schoolsocial.accounts.roles import Role
from schoolsocial.accounts.school_time import CLOSES, LONDON, OPENS
from schoolsocial.governance.archiving import keep
from schoolsocial.governance.periods import Period, half_term_of
from schoolsocial.governance.queries import reports, rollups
from schoolsocial.tenancy import scope

_SATURDAY = 5


def report(school_id: int, now: datetime) -> None:
    """Make what is due, all or nothing: a report, its files and the mails that tell of it.

    In office hours of a weekday, in the holidays too, and of figures that were counted after the
    last day: until they are, it waits.
    """
    if not in_office_hours(now):
        return
    with scope.school(school_id):
        school = School.objects.get(pk=school_id)
        at = rollups.counted_at(school)
        for end in reports.ends_to_report(school, day_of(now)):
            if at is not None and day_of(at) > end:
                _made, new = keep(school=school, period=term_of(end), at=at, now=now, for_end=end)
                if new:
                    _tell(school, now)


def in_office_hours(now: datetime) -> bool:
    """Whether it is a weekday and people may be at work."""
    here = now.astimezone(LONDON)
    return here.weekday() < _SATURDAY and OPENS <= here.time() < CLOSES


def term_of(day: date) -> Period:
    """The term, of those that years are compared by, in which that day is."""
    half = half_term_of(day)
    return Period(half.year, half.place // 2)


def _tell(school: School, now: datetime) -> None:
    """Governors and the head: that there is one, and nothing of it."""
    members = Membership.objects.filter(school=school).active().select_related("person")
    told = [one for one in members if _is_told(one)]
    path = reverse("governance:reports", args=[school.slug])
    for address in sorted({one.person.email for one in told}):
        letters.queue(school=school, to=address, kind="governors-report", path=path, now=now)


def _is_told(member: Membership) -> bool:
    return Role.GOVERNOR in member.roles or member.post == Membership.Post.HEAD
