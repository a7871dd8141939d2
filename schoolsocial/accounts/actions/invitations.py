"""Inviting people by e-mail, and letting them in."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts import tokens
from schoolsocial.accounts.actions import letters, people
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Invitation, Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope


class AlreadyAMember(Refusal):
    sentence = _(
        "Somebody with this e-mail address already belongs to the school. Change "
        "their roles, or reactivate them, in the list of people."
    )


class AlreadyInvited(Refusal):
    sentence = _(
        "This e-mail address has an open invitation. Send it again, or revoke it, in "
        "the list of people."
    )


class NoLongerOpen(Refusal):
    sentence = _(
        "This invitation can no longer be used: it was accepted, revoked or "
        "replaced, or its time is over. Ask the school's administrator for a new one."
    )


@transaction.atomic
def invite(
    *, school: School, by: Person, email: str, name: str, roles: Sequence[Role], now: datetime
) -> Invitation:
    """Offer roles in the school. Raises ``AlreadyAMember``, ``AlreadyInvited``.

    ``by`` is one of the school's own administrators, or the platform's for the first of them.
    """
    email = email.lower()
    School.objects.select_for_update().get(pk=school.pk)  # two administrators, one address
    if Membership.objects.filter(person__email=email, is_active=True).exists():
        raise AlreadyAMember
    if Invitation.objects.open().filter(email=email).exists():
        raise AlreadyInvited
    is_member = Membership.objects.filter(person=by).exists()
    token = tokens.new()
    invitation = Invitation.objects.create(
        school=school,
        email=email,
        name=name,
        roles=[str(role) for role in sorted(roles)],
        invited_by=by if is_member else None,
        invited_at=now,
        expires_at=_expiry(now),
        token_hash=tokens.hashed(token),
    )
    _send(invitation, token, now)
    _record("person.invited", invitation, by, {"roles": invitation.roles})
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: Person, now: datetime) -> Invitation:
    """Send a new link; the one before stops working. Raises ``NoLongerOpen``."""
    open_one = _locked(invitation)
    token = tokens.new()
    open_one.token_hash = tokens.hashed(token)
    open_one.expires_at = _expiry(now)
    open_one.save(update_fields=["token_hash", "expires_at"])
    _send(open_one, token, now)
    _record("invitation.resent", open_one, by)
    return open_one


@transaction.atomic
def revoke(*, invitation: Invitation, by: Person, now: datetime) -> None:
    """The link stops working. Raises ``NoLongerOpen``."""
    open_one = _locked(invitation)
    open_one.revoked_at = now
    open_one.save(update_fields=["revoked_at"])
    _record("invitation.revoked", open_one, by)


def accept(*, school: School, token: str, name: str, password: str, now: datetime) -> Membership:
    """Give the roles to whoever holds the link. Raises ``NoLongerOpen``.

    Opens the school's scope itself: a newcomer has none. Somebody new gets this name and password;
    somebody known keeps their own.
    """
    with scope.school(school.pk):
        usable = Invitation.objects.usable(now).select_for_update(of=("self",))
        invitation = usable.filter(token_hash=tokens.hashed(token)).first()
        if invitation is None:
            raise NoLongerOpen
        person = Person.objects.select_for_update().filter(email=invitation.email).first()
        if person is None:
            person = people.create(email=invitation.email, name=name, password=password)
        invitation.accepted_at = now
        invitation.save(update_fields=["accepted_at"])
        place = people.give_place(school=school, person=person, roles=invitation.roles)
        _record("invitation.accepted", invitation, person, {"membership": place.pk})
        return place


def _locked(invitation: Invitation) -> Invitation:
    waiting = Invitation.objects.open().select_for_update(of=("self",)).select_related("school")
    found = waiting.filter(pk=invitation.pk).first()
    if found is None:
        raise NoLongerOpen
    return found


def _expiry(now: datetime) -> datetime:
    return now + timedelta(days=settings.INVITATION_DAYS)


def _send(invitation: Invitation, token: str, now: datetime) -> None:
    letters.queue(
        school=invitation.school,
        to=invitation.email,
        kind="invitation",
        path=f"/{invitation.school.slug}/join/{token}/",
        now=now,
    )


def _record(
    verb: str, invitation: Invitation, by: Person, details: dict[str, audit.Detail] | None = None
) -> None:
    audit.record(
        school_id=invitation.school_id, by=by.pk, verb=verb, subject=invitation, details=details
    )
