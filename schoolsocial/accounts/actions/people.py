"""Who belongs to a school, and as what."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts import queries
from schoolsocial.accounts.actions import kept_filters, sessions
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit import actions as audit

POST_NEEDS: dict[str, Role] = {
    Membership.Post.HEAD: Role.SLT,
    Membership.Post.CHAIR: Role.GOVERNOR,
}
"""The role without which nobody holds a post."""


class OwnRoles(Refusal):
    sentence = _(
        "Nobody changes their own roles or ends their own place. Ask another "
        "administrator of the school."
    )


class LastAdministrator(Refusal):
    sentence = _(
        "This is the school's last active administrator. Make somebody else an administrator first."
    )


class AlreadyKnown(Refusal):
    sentence = _("Somebody with this e-mail address is already here. Give another address.")


class PostTaken(Refusal):
    sentence = _(
        "The school has a head, or a chair of governors, already. Take the post from "
        "them first; there is one of each."
    )


class PostDoesNotFit(Refusal):
    sentence = _(
        "The head of the school is a senior leader (SLT), and the chair is a "
        "governor. Tick that role as well."
    )


def create(*, email: str, name: str, password: str | None) -> Person:
    """Somebody who can sign in, with this address as confirmed; a member of no school yet."""
    person = Person.objects.create_user(email, password, name=name)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@transaction.atomic
def make_platform_admin(*, email: str, name: str, password: str) -> Person:
    """Somebody who runs the installation. Raises ``AlreadyKnown``."""
    if Person.objects.filter(email=email.lower()).exists():
        raise AlreadyKnown
    person = create(email=email, name=name, password=password)
    person.is_platform_admin = True
    person.save(update_fields=["is_platform_admin"])
    audit.record(school_id=None, by=None, verb="platform_admin.made", subject=person)
    return person


def give_place(*, school: School, person: Person, roles: Sequence[str]) -> Membership:
    """A place in the school in scope with these roles, new or taken up again."""
    place, _ = Membership.objects.update_or_create(
        school=school, person=person, defaults={"roles": sorted(roles), "is_active": True}
    )
    open_door(person)
    return place


@transaction.atomic
def change_roles(
    *, membership: Membership, by: Person, roles: Sequence[Role], post: str | None = None
) -> Membership:
    """Give exactly these roles, and this post (``None``: leave the post as it is).

    Raises ``OwnRoles``, ``LastAdministrator``, ``PostTaken``, ``PostDoesNotFit``.
    """
    place = _locked(membership, by)
    if Role.ADMIN not in roles:
        _refuse_without_administrator(place)
    before, post_before = sorted(place.roles), place.post
    place.roles = sorted(roles)
    place.post = place.post if post is None else post
    _refuse_post(place)
    place.save(update_fields=["roles", "post"])
    details: dict[str, audit.Detail] = {"before": before, "after": place.roles}
    if place.post != post_before:
        details |= {"post_before": post_before, "post": place.post}
    _record("roles.changed", place, by, details)
    return place


@transaction.atomic
def deactivate(*, membership: Membership, by: Person) -> None:
    """End the place with its post, every session of the person, and the filters they kept here.

    With no place left in any school they cannot sign in at all. Raises ``OwnRoles``,
    ``LastAdministrator``.
    """
    place = _locked(membership, by)
    _refuse_without_administrator(place)
    place.is_active, place.post = False, Membership.Post.NONE
    place.save(update_fields=["is_active", "post"])
    shut_door(place.person)
    sessions.end_all(person=place.person)
    kept_filters.forget_all(place=place)
    _record("person.deactivated", place, by)


@transaction.atomic
def reactivate(*, membership: Membership, by: Person) -> None:
    """Open the place again, with the roles it had. Raises ``OwnRoles``."""
    place = _locked(membership, by)
    place.is_active = True
    place.save(update_fields=["is_active"])
    open_door(place.person)
    _record("person.reactivated", place, by)


def _locked(membership: Membership, by: Person) -> Membership:
    """The place as it is now, with the school's administrators held still beside it."""
    if membership.person_id == by.pk:
        raise OwnRoles
    School.objects.select_for_update().get(pk=membership.school_id)
    return Membership.objects.select_related("person", "school").get(pk=membership.pk)


def _refuse_post(place: Membership) -> None:
    if not place.post:
        return
    if POST_NEEDS[place.post] not in place.roles:
        raise PostDoesNotFit
    held = Membership.objects.filter(post=place.post, is_active=True)
    if place.is_active and held.exclude(pk=place.pk).exists():
        raise PostTaken


def _refuse_without_administrator(place: Membership) -> None:
    if not Membership.objects.holding(Role.ADMIN).exclude(pk=place.pk).exists():
        raise LastAdministrator


def shut_door(person: Person) -> None:
    """Nobody without a place signs in, except those who run the installation or a trust."""
    Person.objects.select_for_update().get(pk=person.pk)
    if not queries.is_placed(person) and not person.is_platform_admin:
        person.is_active = False
        person.save(update_fields=["is_active"])


def open_door(person: Person) -> None:
    """Whoever has a place signs in."""
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])


def _record(
    verb: str, place: Membership, by: Person, details: dict[str, audit.Detail] | None = None
) -> None:
    audit.record(school_id=place.school_id, by=by.pk, verb=verb, subject=place, details=details)
