"""Keeping an open campaign going: reminders on its days, its end on its last day."""

from datetime import datetime

from consent.academic_year import day_of
from consent.models import Campaign, CampaignStep, FamilyLink, FamilyMessage
from consent.queries import families
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope

_BATCH = 1000


def carry_on(school_id: int, now: datetime) -> int:
    """Do what the day asks of this school's open campaign; how many families were reminded.

    Runs any number of times: each reminder day is taken once, a campaign ends once.
    """
    with scope.school(school_id):
        campaign = Campaign.objects.open().select_for_update(of=("self",)).first()
        if campaign is None:
            return 0
        if day_of(now) > campaign.closes_on:
            close(campaign=campaign, by=None, now=now)
            return 0
        due = due_day(campaign, now)
        return 0 if due is None else remind(campaign=campaign, by=None, day=due, now=now)


def due_day(campaign: Campaign, now: datetime) -> int | None:
    """The latest reminder day that has come, unless it or a later one was taken already."""
    if campaign.opened_on is None:
        return None
    passed = (day_of(now) - campaign.opened_on).days
    latest = max((day for day in campaign.reminder_days if day <= passed), default=None)
    if latest is None or campaign.steps.filter(verb="reminded", day__gte=latest).exists():
        return None
    return latest


def remind(*, campaign: Campaign, by: Person | None, day: int | None, now: datetime) -> int:
    """Put a reminder into the outbox for each family that has not answered, once a day at most.

    Whoever answered on paper for all their children is left in peace. The campaign is locked by the
    caller.
    """
    today = day_of(now)
    answered = families.replied(campaign, today)
    silent = {one.guardian.pk for one in families.quiet(families.linked(campaign, today), answered)}
    heard = FamilyMessage.objects.filter(link__campaign=campaign, day=today).exclude(kind="receipt")
    links = FamilyLink.objects.live(now).filter(
        campaign=campaign, answered_at=None, guardian_id__in=silent
    )
    waiting = links.exclude(guardian__email="").exclude(pk__in=heard.values("link"))
    messages = [
        FamilyMessage(
            school_id=campaign.school_id,
            link_id=pk,
            kind=FamilyMessage.Kind.REMINDER,
            day=today,
            queued_at=now,
        )
        for pk in waiting.order_by("pk").values_list("pk", flat=True)
    ]
    FamilyMessage.objects.bulk_create(messages, batch_size=_BATCH)
    verb = CampaignStep.Verb.REMINDED
    note(campaign=campaign, verb=verb, by=by, now=now, families=len(messages), day=day)
    return len(messages)


def close(*, campaign: Campaign, by: Person | None, now: datetime) -> None:
    """Take no first answer and send no reminder from now on; the caller has locked it."""
    campaign.state = Campaign.State.CLOSED
    campaign.closed_on = day_of(now)
    campaign.save(update_fields=["state", "closed_on"])
    answered = campaign.links.filter(revoked_at=None, answered_at__isnull=False).count()
    note(campaign=campaign, verb=CampaignStep.Verb.CLOSED, by=by, now=now, families=answered)


def note(
    *,
    campaign: Campaign,
    verb: CampaignStep.Verb,
    by: Person | None,
    now: datetime,
    families: int = 0,
    day: int | None = None,
) -> None:
    """Write down a step of the campaign, in its own history and in the school's chain."""
    CampaignStep.objects.create(
        school_id=campaign.school_id,
        campaign=campaign,
        verb=verb,
        by=by,
        at=now,
        day=day,
        families=families,
    )
    audit.record(
        school_id=campaign.school_id,
        by=by.pk if by else None,
        verb=f"campaign.{verb}",
        subject=campaign,
        details={"families": families},
        at=now,
    )
