"""Opening a campaign to the families, by somebody's hand or on the day that was planned."""

import logging
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from consent import academic_year, family_keys
from consent.errors import Refusal
from consent.jobs import reminding
from consent.models import Campaign, CampaignStep, FamilyLink, FamilyMessage
from consent.queries import families
from consent.queries.families import Family
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope

_BATCH = 1000

log = logging.getLogger(__name__)


class ImpossibleDay(Refusal):
    """It would close before it opens, or outlive its academic year."""


class NobodyToAsk(Refusal):
    """No family can be reached."""


def open_planned(school_id: int, now: datetime) -> int:
    """Open this school's campaign if its day has come; how many families were asked.

    One that cannot be opened stays as it is, its page says why, and the next day tries again.
    """
    with scope.school(school_id):
        due = Campaign.objects.due(academic_year.day_of(now)).select_related("school", "wording")
        campaign = due.select_for_update(of=("self",), no_key=True).first()
        if campaign is None:
            return 0
        try:
            with transaction.atomic():
                return open_up(campaign=campaign, by=None, now=now)
        except Refusal:
            log.warning("Campaign %s could not be opened on its day.", campaign.pk)
            return 0


def open_up(*, campaign: Campaign, by: Person | None, now: datetime) -> int:
    """Give every reachable family its link, and queue the mails; how many families.

    The caller has locked it. Raises ``ImpossibleDay``, ``NobodyToAsk``.
    """
    today = academic_year.day_of(now)
    asked = families.reach(today).asked
    refuse_impossible(campaign, asked, today)
    FamilyLink.objects.filter(revoked_at=None).update(revoked_at=now)
    _write_to(campaign, asked, today, now)
    campaign.state, campaign.opened_on, campaign.opens_on = Campaign.State.OPEN, today, None
    campaign.save(update_fields=["state", "opened_on", "opens_on"])
    verb = CampaignStep.Verb.OPENED
    reminding.note(campaign=campaign, verb=verb, by=by, now=now, families=len(asked))
    return len(asked)


def refuse_impossible(campaign: Campaign, asked: Sequence[Family], today: date) -> None:
    """Whether it can be opened today. Raises ``ImpossibleDay``, ``NobodyToAsk`` if it cannot."""
    if campaign.academic_year != academic_year.academic_year(today):
        raise ImpossibleDay(
            gettext("It was prepared for another school year. Change its last day first.")
        )
    if campaign.closes_on <= today:
        raise ImpossibleDay(gettext("Its last day is over. Change it first."))
    if not asked:
        raise NobodyToAsk(
            gettext(
                "No family can be asked yet. Enter who the first contacts are, and the "
                "children’s dates of birth, then open it."
            )
        )


def new_link(
    campaign: Campaign, guardian_id: int, *, by: Person | None, now: datetime
) -> FamilyLink:
    """A link not yet saved; it works until the academic year is over."""
    key = family_keys.new(campaign.school_id)
    return FamilyLink(
        school_id=campaign.school_id,
        campaign=campaign,
        guardian_id=guardian_id,
        seed=key.seed,
        token_hash=key.token_hash,
        issued_at=now,
        issued_by=by,
        expires_at=academic_year.end_of(campaign.academic_year),
    )


def _write_to(campaign: Campaign, asked: Sequence[Family], today: date, now: datetime) -> None:
    links = FamilyLink.objects.bulk_create(
        [new_link(campaign, family.guardian.pk, by=None, now=now) for family in asked],
        batch_size=_BATCH,
    )
    FamilyMessage.objects.bulk_create(
        [
            FamilyMessage(
                school_id=campaign.school_id,
                link=link,
                kind=FamilyMessage.Kind.INVITATION,
                day=today,
                queued_at=now,
            )
            for link, family in zip(links, asked, strict=True)
            if family.guardian.email
        ],
        batch_size=_BATCH,
    )
