"""Reminding people that the policy in force is due for review: once each at 60, 30 and 0 days."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from policy.models import PolicyVersion, Reminder
from policy.models.reminders import STAGES
from policy.queries.versions import counting, reviewed_already
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope


def schools_due(now: datetime) -> list[int]:
    """Ids of the schools with a ratified version whose review is near or past."""
    latest = timezone.localdate(now) + timedelta(days=max(STAGES))
    with scope.platform():
        near = PolicyVersion.objects.ratified().filter(review_on__lte=latest)
        return sorted(set(near.values_list("school_id", flat=True)))


def remind(school_id: int, now: datetime) -> int:
    """Write to those at this school who have not heard yet; how many letters.

    Runs any number of times: each person hears of each stage of a version once.
    """
    with scope.school(school_id):
        school = School.objects.select_for_update(of=("self",), no_key=True).get(pk=school_id)
        today = timezone.localdate(now)
        version = counting(school, today)
        stage = _stage(version, today)
        if version is None or stage is None or reviewed_already(version):
            return 0
        told = Reminder.objects.filter(version=version, days_before=stage)
        heard = set(told.values_list("person_id", flat=True))
        waiting = [one for one in _recipients(version) if one.pk not in heard]
        for person in waiting:
            _remind(version, person, stage, now)
        return len(waiting)


def _stage(version: PolicyVersion | None, today: date) -> int | None:
    """The stage reached: the fewest days that the review is at most away."""
    if version is None or version.review_on is None:
        return None
    left = (version.review_on - today).days
    return min((stage for stage in STAGES if left <= stage), default=None)


def _remind(version: PolicyVersion, person: Person, stage: int, now: datetime) -> None:
    school = version.school
    Reminder.objects.create(
        school=school, version=version, person=person, days_before=stage, at=now
    )
    path = reverse("policy", kwargs={"school": school.slug})
    letters.queue(school=school, to=person.email, kind="policy-review-due", path=path, now=now)
    audit.record(
        school_id=school.pk,
        by=None,
        verb="policy.reminded",
        subject=version,
        details={"days_before": stage, "person": person.pk},
        at=now,
    )


def _recipients(version: PolicyVersion) -> list[Person]:
    """The version's owner, the head, the chair; for a post nobody holds, all who could."""
    places = list(Membership.objects.active().select_related("person").order_by("person_id"))
    heads = [one for one in places if one.post == Membership.Post.HEAD]
    chairs = [one for one in places if one.post == Membership.Post.CHAIR]
    leaders = [one for one in places if Role.SLT in one.roles]
    governors = [one for one in places if Role.GOVERNOR in one.roles]
    owners = [one for one in places if one.person_id == version.owner_id]
    chosen = [*owners, *(heads or leaders), *(chairs or governors)]
    return list({one.person_id: one.person for one in chosen}.values())
