"""Second factors set up for somebody, or taken away from somebody who lost theirs."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts import queries
from schoolsocial.accounts.actions import letters, sessions
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.audit import actions as audit

GONE = "second-factor-gone"


class OwnFactor(Refusal):
    sentence = _(
        "Nobody takes away their own second factor here. Use a recovery code, or ask "
        "another administrator of the school."
    )


class NoFactor(Refusal):
    sentence = _("There is no second factor to take away.")


class ServesOthers(Refusal):
    sentence = _(
        "This person's second factor protects more than your school. Whoever runs "
        "the installation can take it away."
    )


def give_totp(*, person: Person, secret: str) -> None:
    """An authenticator app with this secret (base32): for the demo and the tests."""
    TOTP.activate(person, secret)


@transaction.atomic
def take_away(*, membership: Membership, by: Person, now: datetime) -> None:
    """Of a colleague who lost it: they sign in with their password and set up another before they
    go on. Their sessions end, and they are told. Passkeys go with it, as they may be on the device
    that was lost.

    Raises ``OwnFactor``, ``NoFactor``, ``ServesOthers``.
    """
    person = Person.objects.select_for_update().get(pk=membership.person_id)
    if person.pk == by.pk:
        raise OwnFactor
    if person.is_platform_admin or queries.is_placed(person, besides=membership):
        raise ServesOthers
    _take_away(person)
    school = membership.school
    audit.record(
        school_id=school.pk, by=by.pk, verb="second_factor.taken_away", subject=membership, at=now
    )
    path = reverse("mfa_index")
    letters.queue(school=school, to=person.email, kind=GONE, path=path, now=now)


@transaction.atomic
def take_away_by_operator(*, email: str) -> None:
    """For whoever runs the installation. Raises ``Person.DoesNotExist``, ``NoFactor``."""
    person = Person.objects.select_for_update().get(email=email.lower())
    _take_away(person)
    audit.record(school_id=None, by=None, verb="second_factor.taken_away", subject=person)


def _take_away(person: Person) -> None:
    gone, _ = Authenticator.objects.filter(user=person).delete()
    if not gone:
        raise NoFactor
    sessions.end_all(person=person)
