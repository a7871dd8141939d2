"""The versions of a school's policy, as their pages ask for them."""

from datetime import date

from policy.models import PolicyVersion
from schoolsocial.accounts.models import School
from schoolsocial.tenancy import scope


def counting(school: School, day: date) -> PolicyVersion | None:
    """The version in force on that day, if any."""
    return PolicyVersion.objects.filter(school=school).in_force_on(day).first()


def before(version: PolicyVersion) -> PolicyVersion | None:
    """The ratified version that this one followed, if any."""
    earlier = PolicyVersion.objects.filter(school=version.school, number__lt=version.number)
    return earlier.ratified().order_by("-number").first()


def working(school: School) -> PolicyVersion | None:
    """The version being prepared, if any."""
    return PolicyVersion.objects.filter(school=school).working().first()


def reviewed_already(version: PolicyVersion) -> bool:
    """Whether the governors ratified a later version since, even if its day is still to come."""
    later = PolicyVersion.objects.filter(school=version.school, number__gt=version.number)
    return later.ratified().exists()


def published(slug: str, day: date) -> PolicyVersion | None:
    """The version in force at the school of that address, with its clauses, for anybody."""
    school = School.objects.filter(slug=slug).first()
    if school is None:
        return None
    with scope.school(school.pk):
        versions = PolicyVersion.objects.filter(school=school).in_force_on(day)
        return versions.select_related("school").prefetch_related("clauses").first()
