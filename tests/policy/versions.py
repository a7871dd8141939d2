"""Versions of a school's policy, taken through their life by the product's own actions."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from policy.actions import ratification, versions
from policy.models import PolicyVersion
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from tests.cast import in_scope, make_person

MINUTE = "FGB 12/3"
YEAR = timedelta(days=365)


def begin(school: School, by: Person, pack: str = "hunts-cross") -> PolicyVersion:
    """A draft in a pack's words."""
    with in_scope(school.pk):
        return versions.start_from_pack(school=school, slug=pack, by=by, now=timezone.now())


def begin_next(version: PolicyVersion, by: Person) -> PolicyVersion:
    """A draft with the clauses and rules of that version."""
    with in_scope(version.school_id):
        return versions.start_from_version(version=version, by=by, now=timezone.now())


def propose(version: PolicyVersion, by: Person, summary: str = "Names are safer.") -> PolicyVersion:
    with in_scope(version.school_id):
        version.refresh_from_db()
        return ratification.propose(
            version=version,
            by=by,
            summary=summary,
            revision=version.revision,
            now=timezone.now(),
        )


def record(
    version: PolicyVersion,
    by: Person,
    *,
    in_force_from: date | None = None,
    review_on: date | None = None,
    now: datetime | None = None,
    seen: int | None = None,
) -> PolicyVersion:
    """What the minutes say: ratified today, in force today and for a year unless told otherwise."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    with in_scope(version.school_id):
        return ratification.record(
            version=version,
            by=by,
            ratified_on=today,
            minute_reference=MINUTE,
            in_force_from=in_force_from or today,
            review_on=review_on or (in_force_from or today) + YEAR,
            seen=version.steps.last_id() if seen is None else seen,
            now=now,
        )


def confirm(version: PolicyVersion, by: Person) -> PolicyVersion:
    with in_scope(version.school_id):
        seen = version.steps.last_id()
        return ratification.confirm(version=version, by=by, seen=seen, now=timezone.now())


def ratify(
    version: PolicyVersion,
    by: Person,
    governor: Person,
    *,
    in_force_from: date | None = None,
    review_on: date | None = None,
) -> PolicyVersion:
    """A draft proposed and recorded by one person and confirmed by a governor."""
    proposed = propose(version, by)
    recorded = record(proposed, by, in_force_from=in_force_from, review_on=review_on)
    return confirm(recorded, governor)


def ratify_next(school: School, pack: str = "hunts-cross", **days: date) -> PolicyVersion:
    """A further version in a pack's words, ratified by people made for it."""
    leader, governor = make_person(school, Role.SLT), make_person(school, Role.GOVERNOR)
    return ratify(begin(school, leader, pack), leader, governor, **days)
