"""Letters about a version: to the governors who decide, to the people who prepared it.

A letter says that something waits and where; it never quotes the policy.
"""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from policy.models import PolicyVersion
from policy.workflow import Verb
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission


def proposed(version: PolicyVersion, *, by: Person, now: datetime) -> None:
    """The governors have a version to decide on."""
    _write(version, "policy-proposed", _governors(), by, now)


def recorded(version: PolicyVersion, *, by: Person, now: datetime) -> None:
    """A governor has to confirm what was recorded."""
    _write(version, "policy-recorded", _governors(), by, now)


def confirmed(version: PolicyVersion, *, by: Person, now: datetime) -> None:
    """Those who prepared it hear that it is ratified."""
    _write(version, "policy-ratified", _preparers(version), by, now)


def disputed(version: PolicyVersion, *, by: Person, now: datetime) -> None:
    """Those who prepared it hear that a governor objects to the record."""
    _write(version, "policy-disputed", _preparers(version), by, now)


def _governors() -> set[Person]:
    places = Membership.objects.able_to(Permission.CONFIRM_RATIFICATION)
    return {place.person for place in places.select_related("person")}


def _preparers(version: PolicyVersion) -> set[Person]:
    """Its owner and who recorded it, where they still write policies; else all who do."""
    writers = Membership.objects.able_to(Permission.EDIT_POLICY).select_related("person")
    able = {place.person for place in writers}
    recorders = set(version.steps.of(Verb.RECORD).values_list("by", flat=True))
    return {one for one in able if one.pk in recorders | {version.owner_id}} or able


def _write(
    version: PolicyVersion, kind: str, people: Iterable[Person], by: Person, now: datetime
) -> None:
    school = version.school
    path = reverse("policy_version", kwargs={"school": school.slug, "pk": version.pk})
    for person in sorted(people, key=lambda one: one.pk):
        if person.pk != by.pk:
            letters.queue(school=school, to=person.email, kind=kind, path=path, now=now)
