"""Who works for a trust: invited by its own people and removed by them, never the last.

All act inside the trust's scope. The database lets only the platform's scope write who belongs to
a trust; it is opened for that one statement.
"""

from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts import queries, tasks, tokens
from schoolsocial.accounts.actions import people, sessions
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Person, Trust, TrustInvitation, TrustMember
from schoolsocial.audit import actions as audit
from schoolsocial.celery import ring
from schoolsocial.tenancy import scope


class HereAlready(Refusal):
    sentence = _("Somebody with this e-mail address works for the trust already.")


class InvitedAlready(Refusal):
    sentence = _(
        "This e-mail address has an open invitation. Send it again, or revoke it, in "
        "the list of people."
    )


class NoLongerOpen(Refusal):
    sentence = _(
        "This invitation can no longer be used: it was accepted, revoked or "
        "replaced, or its time is over. Ask somebody of the trust for a new one."
    )


class NotYours(Refusal):
    sentence = _("You no longer work for this trust, so nothing was changed.")


class OwnPlace(Refusal):
    sentence = _("Nobody removes themselves. Ask somebody else of the trust.")


class LastOne(Refusal):
    sentence = _(
        "They are the last who works for the trust. Invite somebody else first; they "
        "have to have accepted."
    )


@transaction.atomic
def invite(*, trust: Trust, email: str, name: str, by: Person, now: datetime) -> TrustInvitation:
    """Offer a place in the trust. Raises ``HereAlready``, ``InvitedAlready``, ``NotYours``."""
    _hold(trust, by)
    email = email.lower()
    if queries.trust_people().filter(person__email=email).exists():
        raise HereAlready
    if queries.trust_invitations().filter(email=email).exists():
        raise InvitedAlready
    invitation = TrustInvitation(trust=trust, email=email, name=name, invited_by=by, invited_at=now)
    _renew(invitation, now)
    _record("trust.person_invited", invitation, by, now)
    return invitation


@transaction.atomic
def resend(*, invitation: TrustInvitation, by: Person, now: datetime) -> None:
    """Send a new link; the one before stops working. Raises ``NoLongerOpen``, ``NotYours``."""
    _hold(invitation.trust, by)
    open_one = _locked(invitation)
    _renew(open_one, now)
    _record("trust.invitation_resent", open_one, by, now)


@transaction.atomic
def revoke(*, invitation: TrustInvitation, by: Person, now: datetime) -> None:
    """The link stops working. Raises ``NoLongerOpen``, ``NotYours``."""
    _hold(invitation.trust, by)
    open_one = _locked(invitation)
    open_one.revoked_at = now
    _forget(open_one)
    _record("trust.invitation_revoked", open_one, by, now)


def accept(*, trust: Trust, token: str, name: str, password: str, now: datetime) -> Person:
    """Let in whoever holds the link. Raises ``NoLongerOpen``.

    Somebody new gets this name and password; somebody known keeps their own. The trust's pages
    ask for a second factor before they show anything.
    """
    with scope.trust(trust.pk):
        usable = TrustInvitation.objects.usable(now).select_for_update()
        invitation = usable.filter(token_hash=tokens.hashed(token)).first()
        if invitation is None:
            raise NoLongerOpen
        person = Person.objects.select_for_update().filter(email=invitation.email).first()
        if person is None:
            person = people.create(email=invitation.email, name=name, password=password)
        invitation.accepted_at = now
        _forget(invitation)
        with scope.platform():
            TrustMember.objects.update_or_create(
                trust=trust,
                person=person,
                defaults={"is_active": True},
                create_defaults={"is_active": True, "since": now},
            )
        people.open_door(person)
        _record("trust.person_joined", invitation, person, now)
        return person


@transaction.atomic
def remove(*, member: TrustMember, by: Person, now: datetime) -> None:
    """End somebody's place in the trust, and every session of theirs.

    Raises ``OwnPlace``, ``NotYours``, ``LastOne``.
    """
    if member.person_id == by.pk:
        raise OwnPlace
    _hold(member.trust, by)
    if not queries.trust_people().exclude(pk=member.pk).exists():
        raise LastOne
    with scope.platform():
        TrustMember.objects.filter(pk=member.pk).update(is_active=False)
    people.shut_door(member.person)
    sessions.end_all(person=member.person)
    audit.record(school_id=None, by=by.pk, verb="trust.person_removed", subject=member, at=now)


def _hold(trust: Trust, by: Person) -> None:
    """One change at a time to a trust's people, by one who still belongs to them."""
    Trust.objects.select_for_update().get(pk=trust.pk)
    if not queries.trust_people().filter(person=by).exists():
        raise NotYours


def _locked(invitation: TrustInvitation) -> TrustInvitation:
    held = TrustInvitation.objects.open().select_for_update(of=("self",)).select_related("trust")
    found = held.filter(pk=invitation.pk).first()
    if found is None:
        raise NoLongerOpen
    return found


def _renew(invitation: TrustInvitation, now: datetime) -> None:
    """A new key in a new mail."""
    trust, token = invitation.trust, tokens.new()
    invitation.token_hash = tokens.hashed(token)
    invitation.path = reverse("trust_join", kwargs={"trust": trust.slug, "token": token})
    invitation.expires_at = now + timedelta(days=settings.INVITATION_DAYS)
    invitation.sent_at, invitation.tries = None, 0
    invitation.save()
    bell = partial(ring, tasks.deliver_trust_invitation, trust.pk, invitation.pk)
    transaction.on_commit(bell)


def _forget(invitation: TrustInvitation) -> None:
    """What is over names nobody."""
    invitation.email = invitation.name = invitation.path = ""
    invitation.save()


def _record(verb: str, invitation: TrustInvitation, by: Person, now: datetime) -> None:
    audit.record(school_id=None, by=by.pk, verb=verb, subject=invitation, at=now)
