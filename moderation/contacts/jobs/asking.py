"""Asking owners of professional accounts, each September, to declare how theirs is set up."""

from datetime import datetime

from django.urls import reverse

from consent.academic_year import SEPTEMBER, academic_year, day_of
from moderation.contacts.models import DeclarationReminder
from moderation.contacts.queries import declarations as queries
from moderation.contacts.queries.declarations import Standing
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import School
from schoolsocial.accounts.school_time import school_days
from schoolsocial.tenancy import scope

KIND = "declaration-due"


def ask(now: datetime) -> int:
    """One mail for each account and academic year, on a school day of September; how many."""
    if day_of(now).month != SEPTEMBER:
        return 0
    return sum(_of_school(school.pk, now) for school in School.objects.order_by("pk"))


def _of_school(school_id: int, now: datetime) -> int:
    with scope.school(school_id):
        school = School.objects.get(pk=school_id)
        if not school_days(school).includes(day_of(now)):
            return 0
        rows = queries.of_year(school, day_of(now))
        return sum(_ask(school, one, now) for one in rows if one.declaration is None)


def _ask(school: School, standing: Standing, now: datetime) -> bool:
    _, is_new = DeclarationReminder.objects.get_or_create(
        school=school,
        account=standing.account,
        year=academic_year(day_of(now)),
        defaults={"at": now},
    )
    if is_new:
        path = reverse("contacts:declare", args=[school.slug])
        letters.queue(school=school, to=standing.owner.email, kind=KIND, path=path, now=now)
    return is_new
