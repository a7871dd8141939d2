"""Reading people and schools for pages."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Count, Exists, Q, QuerySet
from django.utils import timezone

from schoolsocial.accounts import tokens
from schoolsocial.accounts.models import (
    Cover,
    Device,
    Invitation,
    KeptFilter,
    Membership,
    Network,
    Notice,
    NoticeChoice,
    Person,
    PushDevice,
    QuietHours,
    School,
    Trust,
    TrustInvitation,
    TrustMember,
    TrustPlace,
)
from schoolsocial.accounts.models.kept_filters import KeptFilterQuerySet
from schoolsocial.accounts.models.notices import NoticeQuerySet
from schoolsocial.accounts.quiet_hours import Hours
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope


class KnownPlaces(NamedTuple):
    """The ranges of the school's own addresses, and whether it ever registered a device, even one
    since removed."""

    ranges: list[str]
    ever_registered: bool


def is_placed(person: Person, *, besides: Membership | None = None) -> bool:
    """Whether a school or a trust has the person in it, not counting ``besides``."""
    with scope.person(person.pk):
        places = Membership.across_schools.filter(person=person, is_active=True)
        if besides is not None:
            places = places.exclude(pk=besides.pk)
        in_trusts = TrustMember.objects.filter(person=person, is_active=True)
        return places.exists() or in_trusts.exists()


_ITS = "its_"
_PLACES = """
SELECT place.*,
    school.id AS its_id, school.slug AS its_slug, school.name AS its_name,
    school.handle AS its_handle, school.phase AS its_phase, school.time_zone AS its_time_zone,
    school.require_second_factor AS its_require_second_factor,
    school.review_hours AS its_review_hours, school.grace_minutes AS its_grace_minutes,
    school.takedown_hours AS its_takedown_hours, school.trip_hours AS its_trip_hours,
    school.posting_paused_at AS its_posting_paused_at,
    EXISTS (
        SELECT FROM accounts_cover cover
        WHERE cover.school_id = place.school_id AND cover.person_id = place.person_id
            AND cover.ended_at IS NULL AND %(today)s BETWEEN cover.first_day AND cover.last_day
    ) AS covering,
    EXISTS (SELECT FROM mfa_authenticator WHERE user_id = place.person_id) AS has_second_factor,
    coalesce(told.unread, 0) AS unread,
    coalesce(told.led_here, false) AS led_here
FROM accounts_membership place
JOIN accounts_person person ON person.id = place.person_id AND person.is_active
JOIN accounts_school school ON school.id = place.school_id
LEFT JOIN LATERAL (
    SELECT count(*) AS unread, bool_or(notice.path = %(path)s) AS led_here
    FROM accounts_notice notice
    WHERE notice.school_id = place.school_id AND notice.person_id = place.person_id
        AND notice.read_at IS NULL
) told ON true
WHERE place.person_id = %(person)s AND place.is_active
ORDER BY school.name
"""
"""Asked before every page of a school: to have it built anew takes four times its answer."""


def places_of(person: Person, *, path: str = "") -> list[Membership]:
    """The person's places in all their schools, by the school's name; ``path`` is the page that is
    opened. What a page's frame asks of each is at hand.
    """
    asked = {"person": person.pk, "path": path, "today": timezone.localdate()}
    with scope.person(person.pk):
        places = list(Membership.across_schools.raw(_PLACES, asked))
    for place in places:
        place.person = person  # at hand already
        place.school = _school_of(vars(place))
    return places


def _school_of(row: dict[str, Any]) -> School:
    """Taken out of the row of somebody's place."""
    names = [name for name in row if name.startswith(_ITS)]
    values = [row.pop(name) for name in names]
    return School.from_db(connection.alias, [name.removeprefix(_ITS) for name in names], values)


def place_of_address(school: School, address: str) -> Membership | None:
    """Who of the school is written to at that address."""
    rows = Membership.objects.active().filter(school=school, person__email=address)
    return rows.select_related("school").first()


def rhythms_chosen_by(place: Membership) -> dict[str, str]:
    """The rhythm by topic, of those topics for which somebody chose one."""
    rows = NoticeChoice.objects.filter(school=place.school_id, person=place.person_id)
    return dict(rows.values_list("topic", "rhythm"))


def hours_of(place: Membership) -> Hours:
    """In which hours somebody takes mails."""
    rows = QuietHours.objects.filter(school=place.school_id, person=place.person_id)
    found = rows.values_list("opens", "closes", "school_days_only").first()
    return Hours(*found) if found else Hours()


def notices_of(place: Membership) -> NoticeQuerySet:
    """What somebody was told in the school."""
    return Notice.objects.filter(school=place.school_id).of(place.person_id)


def filters_of(place: Membership) -> KeptFilterQuerySet:
    """The filters somebody keeps in the school."""
    return KeptFilter.objects.filter(school=place.school_id).of(place.person_id)


def push_devices_of(person: Person) -> list[PushDevice]:
    """The devices the person is told on, the first one first."""
    with scope.person(person.pk):
        return list(PushDevice.objects.filter(person=person).order_by("added_at", "pk"))


def push_device(person: Person, pk: int) -> PushDevice | None:
    """One of the person's own devices."""
    with scope.person(person.pk):
        return PushDevice.objects.filter(person=person, pk=pk).first()


def push_device_with_key(person_id: int, pk: int, key: str) -> PushDevice | None:
    """The device that this key belongs to."""
    with scope.person(person_id):
        return PushDevice.objects.filter(pk=pk, key_hash=tokens.hashed(key)).first()


def trusts_of(person: Person) -> list[Trust]:
    """The trusts the person works for, by name."""
    with scope.person(person.pk):
        own = TrustMember.objects.active().filter(person=person).select_related("trust")
        return [member.trust for member in own.order_by("trust__name", "trust_id")]


def trust_people() -> QuerySet[TrustMember]:
    """Who works for the trust in scope, by name."""
    active = TrustMember.objects.active().select_related("person")
    return active.order_by("person__name", "pk")


def trust_invitations() -> QuerySet[TrustInvitation]:
    """The open invitations of the trust in scope, the oldest first."""
    return TrustInvitation.objects.open().order_by("invited_at", "pk")


def trust_invitation_by_link(slug: str, token: str, now: datetime) -> TrustInvitation | None:
    """The invitation that the link opens, with its trust, if it may still be used."""
    trust = Trust.objects.filter(slug=slug).first()
    if trust is None:
        return None
    with scope.trust(trust.pk):
        usable = TrustInvitation.objects.usable(now).select_related("trust")
        return usable.filter(token_hash=tokens.hashed(token)).first()


def trust_places() -> list[TrustPlace]:
    """Schools of the trust in scope, and those that were asked, by name."""
    rows = TrustPlace.across_schools.open().select_related("school")
    return list(rows.order_by("school__name", "school_id"))


def trust_rows(school: School) -> QuerySet[TrustPlace]:
    """Whatever the school was ever asked by a trust."""
    return TrustPlace.objects.filter(school=school).select_related("trust", "answered_by")


def trust_requests(school: School) -> list[TrustPlace]:
    """What trusts ask the school, and the trust it belongs to, the latest first."""
    open_ones = TrustPlace.objects.filter(school=school).open()
    return list(open_ones.select_related("trust", "answered_by").order_by("-asked_at", "-pk"))


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


def device_with_key(pk: int, key: str) -> Device | None:
    """The device in use that this key belongs to."""
    return Device.objects.in_use().filter(pk=pk, key_hash=tokens.hashed(key)).first()


def networks_of(school: School) -> QuerySet[Network]:
    return Network.objects.filter(school=school).order_by("label", "pk")


def known_places(school: School) -> KnownPlaces:
    """Where the school says its people sit."""
    ever = Device.objects.filter(school=school, registered_at__isnull=False)
    ranges = ArraySubquery(networks_of(school).values("addresses"))
    told = School.objects.filter(pk=school.pk).values_list(ranges, Exists(ever))
    return KnownPlaces(*told.get())


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


def every_trust() -> list[Trust]:
    """Every trust of the installation with ``people`` and ``schools``, by name."""
    with scope.platform():
        people = Count("members", Q(members__is_active=True), distinct=True)
        schools = Count("places", Q(places__agreed=True, places__ended_at=None), distinct=True)
        return list(Trust.objects.annotate(people=people, schools=schools).order_by("name", "pk"))


def schools_with_figures() -> list[School]:
    """Every school with ``people`` and ``waiting_posts``: counts, and nothing of what is counted.

    Posts live a floor above; only the name of their table's relation is known here.
    """
    with scope.platform():
        people = Count("memberships", Q(memberships__is_active=True), distinct=True)
        waiting = Count("posts", Q(posts__state="submitted"), distinct=True)
        return list(School.objects.annotate(people=people, waiting_posts=waiting).order_by("name"))
