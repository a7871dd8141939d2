"""What the register of consents may need of somebody now: counts of letters, never of children."""

from collections.abc import Iterator

from django.utils.translation import ngettext_lazy

from consent.models import Campaign, FamilyLink, FamilyMessage
from consent.models.campaigns import CampaignQuerySet, FamilyLinkQuerySet
from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.accounts.roles import Permission


def needs(asked: Asked) -> Iterator[Need]:
    """Of the yearly question to families."""
    yield Need(
        "consent.unanswered",
        ngettext_lazy(
            "parent or carer has not answered the yearly question",
            "parents or carers have not answered the yearly question",
        ),
        "campaigns",
        Permission.RUN_CAMPAIGNS,
        FamilyLink,
        lambda: _live(asked).filter(answered_at=None),
        due="campaign__closes_on",
        in_days=True,
    )
    yield Need(
        "consent.undelivered",
        ngettext_lazy(
            "mail to a family could not be delivered", "mails to families could not be delivered"
        ),
        "campaigns",
        Permission.RUN_CAMPAIGNS,
        FamilyMessage,
        lambda: FamilyMessage.objects.filter(school=asked.school).given_up(),
        since="queued_at",
    )
    yield Need(
        "consent.to_open",
        ngettext_lazy(
            "yearly question to families is prepared and not yet sent",
            "yearly questions to families are prepared and not yet sent",
        ),
        "campaigns",
        Permission.RUN_CAMPAIGNS,
        Campaign,
        lambda: _campaigns(asked).filter(state=Campaign.State.DRAFT),
        due="opens_on",
        in_days=True,
    )


def _campaigns(asked: Asked) -> CampaignQuerySet:
    return Campaign.objects.filter(school=asked.school)


def _live(asked: Asked) -> FamilyLinkQuerySet:
    return FamilyLink.objects.live(asked.now).filter(campaign__in=_campaigns(asked).open())
