"""Campaigns and links, as pages and workers ask for them."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from consent import family_keys, languages
from consent.models import (
    Campaign,
    CampaignStep,
    Consent,
    FamilyLink,
    FamilyMessage,
    Wording,
)
from consent.models.campaigns import MOST_SENDINGS, CampaignQuerySet
from schoolsocial.accounts import tokens
from schoolsocial.accounts.models import School
from schoolsocial.tenancy import scope


class Figures(NamedTuple):
    """How far the links of a campaign got; no family in it."""

    links: int
    opened: int
    answered: int
    locked: int
    mails_waiting: int
    mails_late: int
    mails_given_up: int


def of(school: School) -> CampaignQuerySet:
    """The school's campaigns, the latest first."""
    return Campaign.objects.filter(school=school).select_related("wording").order_by("-pk")


def under_way(school: School) -> Campaign | None:
    """The one being prepared or open."""
    return of(school).under_way().first()


def last_wording(school: School) -> Wording | None:
    """What families were asked in last."""
    return Wording.objects.filter(school=school).order_by("-number").first()


def addition_of(wording: Wording) -> str:
    """The school's own words behind the usual ones."""
    notice: str = wording.notice
    return notice.removeprefix(languages.english().notice).strip()


def steps(campaign: Campaign) -> list[CampaignStep]:
    """What was done with it, in order, with who did it."""
    return list(campaign.steps.select_related("by").order_by("pk"))


def figures(campaign: Campaign) -> Figures:
    live = campaign.links.filter(revoked_at=None)
    counted = live.aggregate(
        links=Count("pk"),
        opened=Count("pk", Q(opened_at__isnull=False) | Q(answered_at__isnull=False)),
        answered=Count("pk", Q(answered_at__isnull=False)),
        locked=Count("pk", Q(tries_left=0)),
    )
    mails = FamilyMessage.objects.waiting().filter(link__campaign=campaign, link__revoked_at=None)
    over = Q(tries__gte=MOST_SENDINGS)
    sending = mails.aggregate(
        mails_waiting=Count("pk", ~over),
        mails_late=Count("pk", ~over & Q(tries__gt=0)),
        mails_given_up=Count("pk", over),
    )
    return Figures(**counted, **sending)


def given_up(campaign: Campaign) -> set[int]:
    """Ids of the parents and carers to whom a mail could not be sent in all its tries."""
    mails = FamilyMessage.objects.given_up().filter(link__campaign=campaign, link__revoked_at=None)
    return set(mails.values_list("link__guardian", flat=True))


def objecting(campaign: Campaign) -> set[int]:
    """Ids of the carers without parental responsibility whose last word this year is a no."""
    words = Consent.objects.filter(guardian__isnull=False, academic_year=campaign.academic_year)
    last = words.order_by("pupil", "purpose", "guardian", "-recorded_at", "-pk").distinct(
        "pupil", "purpose", "guardian"
    )
    rows = last.values_list("guardian_id", "answer", "parental_responsibility")
    return {who for who, answer, responsible in rows if answer == "no" and not responsible}


def live_links(campaign: Campaign) -> QuerySet[FamilyLink]:
    """The links families hold now, by the family's name."""
    live = campaign.links.filter(revoked_at=None)
    return live.select_related("guardian", "campaign").order_by("guardian__name", "pk")


def to_print(campaign: Campaign) -> QuerySet[FamilyLink]:
    """Links that can only go by letter and were not answered, by the family's name."""
    return live_links(campaign).filter(guardian__email="", answered_at=None)


def link_by_token(token: str, now: datetime) -> FamilyLink | None:
    """The live link this key opens. Opens the scope of the school the key names, and no other."""
    school_id = family_keys.school_of(token)
    if school_id is None:
        return None
    with scope.school(school_id):
        live = FamilyLink.objects.live(now).select_related(
            "school", "guardian", "campaign__wording"
        )
        return live.filter(token_hash=tokens.hashed(token)).first()


def live_link(link_id: int, now: datetime) -> FamilyLink | None:
    """A link of the school in scope that may still be opened."""
    live = FamilyLink.objects.live(now).select_related("school", "guardian", "campaign__wording")
    return live.filter(pk=link_id).first()


def schools_asking(day: date) -> list[int]:
    """Ids of the schools with an open campaign, or with one that opens that day."""
    with scope.platform():
        found = Campaign.objects.open() | Campaign.objects.due(day)
        return sorted(set(found.values_list("school_id", flat=True)))


def tries_left(link: FamilyLink) -> int:
    """How often the second question may still be answered wrongly, as it is now."""
    return FamilyLink.objects.values_list("tries_left", flat=True).get(pk=link.pk)
