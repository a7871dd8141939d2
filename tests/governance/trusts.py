"""A trust, somebody who works for it, and schools that belong to it."""

from datetime import UTC, datetime
from typing import Any

from policy.actions import proposals
from policy.models import Proposal
from schoolsocial.accounts.actions import trusts
from schoolsocial.accounts.models import Membership, Person, School, Trust, TrustMember, TrustPlace
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from tests.cast import give_second_factor, make_person

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def make_trust(slug: str = "mersey", name: str = "Mersey Learning Trust") -> Trust:
    return Trust.objects.create(slug=slug, name=name)


def make_trust_admin(trust: Trust, name: str = "Tara Trust") -> Person:
    """Somebody who works for the trust and for no school, with a second factor."""
    person = make_person(None, name=name)
    give_second_factor(person)
    with scope.platform():
        TrustMember.objects.create(trust=trust, person=person, since=NOW)
    return person


def make_head(school: School, name: str = "Hilda Head") -> Person:
    """A senior leader who is recorded as the head."""
    person = make_person(school, Role.SLT, name=name)
    with scope.school(school.pk):
        Membership.objects.filter(person=person).update(post=Membership.Post.HEAD)
    return person


def ask(school: School, trust: Trust, by: Person) -> TrustPlace:
    """The trust's question, not answered yet."""
    with scope.trust(trust.pk):
        trusts.ask(trust=trust, slug=school.slug, by=by, now=NOW)
    with scope.school(school.pk):
        return TrustPlace.objects.latest("pk")


def join(school: School, trust: Trust, by: Person, head: Person | None = None) -> TrustPlace:
    """The school's place in the trust, agreed to by its head."""
    place = ask(school, trust, by)
    with scope.school(school.pk):
        return trusts.answer(place=place, agreed=True, by=head or make_head(school), now=NOW)


def propose(trust: Trust, **fields: Any) -> Proposal:
    """Something the trust puts before its schools: by default, that two leaders approve."""
    with scope.trust(trust.pk):
        by = TrustMember.objects.select_related("person").first()
        assert by
        said = {"title": "Two approve", "reason": "Two see more.", "pack": ""}
        given = {"answers": {"approvers": "two"}} | said | fields
        return proposals.publish(trust=trust, by=by.person, now=NOW, **given)
