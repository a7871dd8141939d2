"""The demo's trust: its administrator, and the schools whose heads agreed to it."""

from datetime import datetime

from schoolsocial.accounts.actions import trusts
from schoolsocial.accounts.models import (
    Membership,
    Person,
    School,
    Trust,
    TrustMember,
    TrustPlace,
)
from schoolsocial.demo.data.schools import PLATFORM_ADMIN, SCHOOLS, TRUST
from schoolsocial.tenancy import scope


def gather(now: datetime) -> None:
    """Make the trust where it is missing; each school's head agrees to it."""
    trust, is_new = Trust.objects.get_or_create(slug=TRUST.slug, defaults={"name": TRUST.name})
    if not is_new:
        return
    administrator = Person.objects.get(email=PLATFORM_ADMIN)
    with scope.platform():
        TrustMember.objects.create(trust=trust, person=administrator, since=now)
    for demo in SCHOOLS:
        with scope.trust(trust.pk):
            trusts.ask(trust=trust, slug=demo.slug, by=administrator, now=now)
        school = School.objects.get(slug=demo.slug)
        with scope.school(school.pk):
            _agree(school, f"head@{demo.domain}", now)


def _agree(school: School, email: str, now: datetime) -> None:
    head = Membership.objects.select_related("person").get(school=school, person__email=email)
    head.post = Membership.Post.HEAD
    head.save(update_fields=["post"])
    place = TrustPlace.objects.get(school=school)
    trusts.answer(place=place, agreed=True, by=head.person, now=now)
