"""Founding a trust, asking a school to belong to it, and what the school's head says."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.actions import people
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import (
    Membership,
    Person,
    School,
    Trust,
    TrustMember,
    TrustPlace,
)
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope


class AddressTaken(Refusal):
    sentence = _("Another trust has this address. Choose another one.")


class NotTheHead(Refusal):
    sentence = _(
        "Only the head of the school answers a trust. Ask them to look at this page, "
        "or ask an administrator to record under “People” who the head is."
    )


class ElsewhereAlready(Refusal):
    sentence = _("The school belongs to a trust already. Leave that one first.")


class AlreadyAnswered(Refusal):
    sentence = _("This was answered a moment ago. The page shows how it stands now.")


@transaction.atomic
def found(
    *, slug: str, name: str, admin_email: str, admin_name: str, by: Person, now: datetime
) -> Trust:
    """A new trust and its first member, who gets an account if they have none.

    Raises ``AddressTaken``.
    """
    trust, is_new = Trust.objects.get_or_create(slug=slug, defaults={"name": name})
    if not is_new:
        raise AddressTaken
    email = admin_email.lower()
    person = Person.objects.filter(email=email).first()
    person = person or people.create(email=email, name=admin_name, password=None)
    with scope.platform():
        TrustMember.objects.create(trust=trust, person=person, since=now)
    audit.record(school_id=None, by=by.pk, verb="trust.founded", subject=trust, at=now)
    return trust


def ask(*, trust: Trust, slug: str, by: Person, now: datetime) -> None:
    """Ask the school at that address to belong to the trust, which is in scope.

    Whether there is such a school, or it was asked before, is not told: only its head answers.
    """
    school = School.objects.filter(slug=slug).first()
    if school is None or TrustPlace.across_schools.open().filter(school=school).exists():
        return
    try:
        with transaction.atomic():
            TrustPlace.across_schools.create(school=school, trust=trust, asked_by=by, asked_at=now)
            audit.record(school_id=None, by=by.pk, verb="trust.asked", subject=trust, at=now)
    except IntegrityError:  # somebody else asked in this very moment
        return


def answer(*, place: TrustPlace, agreed: bool, by: Person, now: datetime) -> TrustPlace:
    """Agree or decline, once. Raises ``NotTheHead``, ``AlreadyAnswered``, ``ElsewhereAlready``."""
    with transaction.atomic():
        place = _held(place, by)
        if place.answered_at is not None:
            raise AlreadyAnswered
        if agreed and TrustPlace.objects.filter(school=place.school).standing().exists():
            raise ElsewhereAlready
        place.agreed, place.answered_by, place.answered_at = agreed, by, now
        place.save(update_fields=["agreed", "answered_by", "answered_at"])
        _record("trust.agreed" if agreed else "trust.declined", place, by, now)
    return place


def leave(*, place: TrustPlace, by: Person, now: datetime) -> TrustPlace:
    """The school belongs to the trust no longer; the trust reads nothing of it from now on.

    Raises ``NotTheHead``, ``AlreadyAnswered``.
    """
    with transaction.atomic():
        place = _held(place, by)
        if place.ended_at is not None or not place.agreed:
            raise AlreadyAnswered
        place.ended_by, place.ended_at = by, now
        place.save(update_fields=["ended_by", "ended_at"])
        _record("trust.left", place, by, now)
    return place


def _held(place: TrustPlace, by: Person) -> TrustPlace:
    """The row locked with its school. Raises ``NotTheHead``."""
    School.objects.select_for_update().get(pk=place.school_id)
    heads = Membership.objects.active().filter(post=Membership.Post.HEAD)
    if not heads.filter(school=place.school_id, person=by).exists():
        raise NotTheHead
    return TrustPlace.objects.select_related("school", "trust").get(pk=place.pk)


def _record(verb: str, place: TrustPlace, by: Person, now: datetime) -> None:
    audit.record(school_id=place.school_id, by=by.pk, verb=verb, subject=place, at=now)
