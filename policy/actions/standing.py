"""Agreeing to a version of the policy, and recording who is trained."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from policy.models import Agreement, PolicyVersion, Training
from policy.workflow import State
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.audit import actions as audit


class NotRatified(Exception):
    """Only a ratified version can be agreed to."""

    def __init__(self) -> None:
        super().__init__(
            gettext("This version is not ratified, so there is nothing to agree to yet.")
        )


class ImpossibleTraining(Exception):
    """The days of a course contradict each other, or nobody took it."""


def agree(*, version: PolicyVersion, by: Person, now: datetime) -> Agreement:
    """Record that a person read the version and agreed; twice is once. Raises ``NotRatified``."""
    if version.state != State.RATIFIED:
        raise NotRatified
    with transaction.atomic():
        agreement, new = Agreement.objects.get_or_create(
            school=version.school, version=version, person=by, defaults={"at": now}
        )
        if new:
            audit.record(
                school_id=version.school_id,
                by=by.pk,
                verb="policy.agreed",
                subject=version,
                details={"number": version.number},
                at=now,
            )
    return agreement


def record_training(
    *,
    school: School,
    people: Iterable[Person],
    course: str,
    taken_on: date,
    counts_until: date,
    by: Person,
    now: datetime,
) -> list[Training]:
    """Record a course for several people at once. Raises ``ImpossibleTraining``."""
    takers = list(people)
    _refuse_impossible(school, takers, taken_on, counts_until, now)
    with transaction.atomic():
        written = Training.objects.bulk_create(
            Training(
                school=school,
                person=person,
                course=course,
                taken_on=taken_on,
                counts_until=counts_until,
                recorded_by=by,
                recorded_at=now,
            )
            for person in takers
        )
        for training in written:
            audit.record(
                school_id=school.pk,
                by=by.pk,
                verb="training.recorded",
                subject=training,
                details={"person": training.person_id},
                at=now,
            )
    return written


def _refuse_impossible(
    school: School, takers: list[Person], taken_on: date, counts_until: date, now: datetime
) -> None:
    if not takers:
        raise ImpossibleTraining(gettext("Choose at least one person."))
    members = Membership.objects.filter(school=school, person__in=takers).active()
    if members.count() < len(takers):
        raise ImpossibleTraining(gettext("One of these people no longer works at the school."))
    if taken_on > timezone.localdate(now):
        raise ImpossibleTraining(
            gettext("The course is still to come. Record it once it was held.")
        )
    if counts_until < taken_on:
        raise ImpossibleTraining(
            gettext("The training must count at least until the day it was held.")
        )
