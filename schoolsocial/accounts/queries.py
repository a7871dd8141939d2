"""Reading people and schools for pages."""

from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from schoolsocial.accounts import tokens
from schoolsocial.accounts.models import (
    Cover,
    Device,
    Invitation,
    Membership,
    Network,
    Person,
    School,
)
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope


def places_of(person: Person) -> list[Membership]:
    """The person's places in all their schools, by the school's name."""
    with scope.person(person.pk):
        active = Membership.across_schools.active().filter(person=person)
        own = active.with_cover().with_second_factor()
        return list(own.select_related("school").order_by("school__name"))


def staff() -> QuerySet[Membership]:
    """Everybody of the school in scope, those still active first, then by name."""
    return Membership.objects.select_related("person").order_by("-is_active", "person__name", "pk")


def may_cover() -> QuerySet[Membership]:
    """Who of the school in scope can be named to review: staff who do not approve already."""
    able = Membership.objects.active().exclude(roles__contains=[Role.SLT])
    staff_only = able.exclude(roles=[Role.GOVERNOR])
    return staff_only.select_related("person").order_by("person__name", "pk")


def covers_of(school: School, day: date) -> QuerySet[Cover]:
    """Who reviews in a leader's place that day or later, the soonest first."""
    rows = Cover.objects.filter(school=school).not_over(day)
    return rows.select_related("person", "named_by")


def staff_names(school_id: int) -> list[tuple[int, str]]:
    """(person, name) of every active member, the same people always in the same order."""
    active = Membership.objects.filter(school_id=school_id).active()
    return list(active.order_by("person_id").values_list("person_id", "person__name"))


def devices_of(school: School) -> QuerySet[Device]:
    """The devices still trusted, or waiting for their code, by name."""
    return Device.objects.filter(school=school, revoked_at=None).order_by("label", "pk")


def ever_registered(school: School) -> bool:
    """Whether the school ever had a device, even one since removed."""
    return Device.objects.filter(school=school, registered_at__isnull=False).exists()


def device_with_key(pk: int, key: str) -> Device | None:
    """The device in use that this key belongs to."""
    return Device.objects.in_use().filter(pk=pk, key_hash=tokens.hashed(key)).first()


def networks_of(school: School) -> QuerySet[Network]:
    return Network.objects.filter(school=school).order_by("label", "pk")


def network_ranges(school: School) -> list[str]:
    """The school's own addresses, as ranges."""
    return list(networks_of(school).values_list("addresses", flat=True))


def invitation_by_link(slug: str, token: str, now: datetime) -> Invitation | None:
    """The invitation that the link opens, with its school, if it may still be used."""
    school = School.objects.filter(slug=slug).first()
    if school is None:
        return None
    with scope.school(school.pk):
        usable = Invitation.objects.usable(now).select_related("school")
        return usable.filter(token_hash=tokens.hashed(token)).first()


def has_account(email: str) -> bool:
    return Person.objects.filter(email=email.lower()).exists()


def schools_with_figures() -> list[School]:
    """Every school with ``people`` and ``waiting_posts``: counts, and nothing of what is counted.

    Posts live a floor above; only the name of their table's relation is known here.
    """
    with scope.platform():
        people = Count("memberships", Q(memberships__is_active=True), distinct=True)
        waiting = Count("posts", Q(posts__state="submitted"), distinct=True)
        return list(School.objects.annotate(people=people, waiting_posts=waiting).order_by("name"))
