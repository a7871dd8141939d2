"""A family's link: issued by hand, revoked, and what its holder has to answer first."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from consent.academic_year import day_of
from consent.actions import campaigns
from consent.errors import Refusal
from consent.jobs import opening
from consent.models import Campaign, FamilyLink, FamilyMessage, Guardian
from consent.models.campaigns import MOST_TRIES
from consent.queries.families import family_of
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


class CannotAnswer(Refusal):
    """A link would be of no use to this person."""


class Locked(Refusal):
    """The second question was answered wrongly too often."""


def issue(
    *, campaign: Campaign, guardian: Guardian, by: Person, by_mail: bool, now: datetime
) -> FamilyLink:
    """Give a parent or carer a new link: for one that was lost or locked, or for a second parent.

    The link before it stops working. Raises ``CannotAnswer``, ``campaigns.NotPossible``.
    """
    _refuse_useless(guardian, now, by_mail=by_mail)
    with transaction.atomic():
        held = Campaign.objects.select_for_update(of=("self",), no_key=True).get(pk=campaign.pk)
        before = FamilyLink.objects.filter(
            campaign=held, guardian=guardian, revoked_at=None
        ).first()
        if not held.is_open and (before is None or before.answered_at is None):
            raise campaigns.NotPossible(
                gettext("This campaign is not open. Open it, or start a new one.")
            )
        if before is not None:
            _end(before, now)
        link = opening.new_link(held, guardian.pk, by=by, now=now)
        link.answered_at = before.answered_at if before else None
        link.save()
        _record("family_link.issued", link, by, now, mail=by_mail)
        if by_mail:
            _queue(link, now)
    return link


def revoke(*, link: FamilyLink, by: Person, now: datetime) -> None:
    """Make a link useless, as when a letter went astray. Twice is once."""
    with transaction.atomic():
        held = _locked(link)
        if held.revoked_at is None:
            _end(held, now)
            _record("family_link.revoked", held, by, now)


def admit(*, link: FamilyLink, born_on: date, birthdays: Collection[date], now: datetime) -> bool:
    """Whether the day is the birthday of one of the family's children. Five wrong days lock it.

    Raises ``Locked``.
    """
    with transaction.atomic():
        held = _locked(link)
        if held.is_locked:
            raise Locked(gettext("This link is locked."))
        if born_on not in birthdays:
            held.tries_left -= 1
            held.save(update_fields=["tries_left"])
            verb = "family_link.wrong_day" if held.tries_left else "family_link.locked"
            _record(verb, held, None, now)
            return False
        held.tries_left = MOST_TRIES
        if held.opened_at is None:
            held.opened_at = now
            _record("family_link.opened", held, None, now)
        held.save(update_fields=["tries_left", "opened_at"])
    return True


def _refuse_useless(guardian: Guardian, now: datetime, *, by_mail: bool) -> None:
    family = family_of(guardian, day_of(now))
    if not family.may_consent:
        raise CannotAnswer(
            gettext(
                "This person has parental responsibility for none of the children, so "
                "they cannot consent. Send a link to somebody who has."
            )
        )
    if not family.can_be_checked:
        raise CannotAnswer(
            gettext(
                "No date of birth is on record for these children, and the page asks for "
                "one. Enter it, or write down the answers at the office."
            )
        )
    if by_mail and not guardian.email:
        raise CannotAnswer(
            gettext("There is no e-mail address for this person. Print a letter instead.")
        )


def _end(link: FamilyLink, now: datetime) -> None:
    link.revoked_at = now
    link.save(update_fields=["revoked_at"])


def _queue(link: FamilyLink, now: datetime) -> None:
    FamilyMessage.objects.create(
        school_id=link.school_id,
        link=link,
        kind=FamilyMessage.Kind.INVITATION,
        day=day_of(now),
        queued_at=now,
    )
    campaigns.ring_for_mails(link.school_id)


def _locked(link: FamilyLink) -> FamilyLink:
    return FamilyLink.objects.select_for_update(of=("self",)).get(pk=link.pk)


def _record(
    verb: str, link: FamilyLink, by: Person | None, now: datetime, **details: audit.Detail
) -> None:
    audit.record(
        school_id=link.school_id,
        by=by.pk if by else None,
        verb=verb,
        subject=link,
        details={"tries_left": link.tries_left, **details},
        at=now,
    )
