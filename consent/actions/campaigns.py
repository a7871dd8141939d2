"""Asking all families: prepared, opened, reminded, closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import transaction

from consent import academic_year, family_keys, languages, tasks
from consent.actions import purposes
from consent.errors import Refusal
from consent.jobs import reminding
from consent.models import Campaign, CampaignStep, FamilyLink, FamilyMessage, Wording
from consent.queries import campaigns as queries
from consent.queries import families
from consent.queries.families import Family
from schoolsocial.accounts.models import Person, School
from schoolsocial.celery import ring

_BATCH = 1000
Verb = CampaignStep.Verb


class AlreadyUnderWay(Refusal):
    """A school asks its families one thing at a time."""


class NotPossible(Refusal):
    """The campaign is not in the state for that."""


class ImpossibleDay(Refusal):
    """It would close before it opens, or outlive its academic year."""


class NobodyToAsk(Refusal):
    """No family can be reached."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked, by the purpose's code, and when. ``addition`` are the school's own words, put
    behind the usual ones on what happens to a photo.
    """

    questions: Mapping[str, str]
    addition: str
    closes_on: date
    reminder_days: Sequence[int]


def start(*, school: School, by: Person, plan: Plan, now: datetime) -> Campaign:
    """Prepare a campaign; no family hears of it yet.

    Raises ``AlreadyUnderWay``, ``ImpossibleDay``.
    """
    with transaction.atomic():
        School.objects.select_for_update(no_key=True).get(pk=school.pk)  # two in the office
        if queries.under_way(school) is not None:
            raise AlreadyUnderWay("A campaign is under way. Close it before you start another.")
        _refuse_impossible(plan, now)
        campaign = Campaign.objects.create(
            school=school,
            academic_year=academic_year.academic_year(academic_year.day_of(now)),
            wording=_wording(school, by, plan, now),
            closes_on=plan.closes_on,
            reminder_days=sorted(set(plan.reminder_days)),
        )
        reminding.note(campaign=campaign, verb=Verb.STARTED, by=by, now=now)
    return campaign


def revise(*, campaign: Campaign, by: Person, plan: Plan, now: datetime) -> Campaign:
    """Change a campaign that is not open yet. Raises ``NotPossible``, ``ImpossibleDay``."""
    with transaction.atomic():
        campaign = _locked(campaign, Campaign.State.DRAFT)
        _refuse_impossible(plan, now)
        campaign.wording = _wording(campaign.school, by, plan, now)
        campaign.closes_on = plan.closes_on
        campaign.reminder_days = sorted(set(plan.reminder_days))
        campaign.save(update_fields=["wording", "closes_on", "reminder_days"])
        reminding.note(campaign=campaign, verb=Verb.REVISED, by=by, now=now)
    return campaign


def open_to_families(*, campaign: Campaign, by: Person, now: datetime) -> Campaign:
    """Give every reachable family its link, and those with an e-mail address their mail.

    A dozen statements for a whole school. Links of earlier campaigns stop working: a new one is on
    its way. Raises ``NotPossible``, ``ImpossibleDay``, ``NobodyToAsk``.
    """
    with transaction.atomic():
        campaign = _locked(campaign, Campaign.State.DRAFT)
        today = academic_year.day_of(now)
        _refuse_stale(campaign, today)
        asked = families.reach(today).asked
        if not asked:
            raise NobodyToAsk(
                "No family can be asked yet. Enter who the first contacts are, and the children’s "
                "dates of birth, then open it."
            )
        FamilyLink.objects.filter(revoked_at=None).update(revoked_at=now)
        _write_to(campaign, asked, today, now)
        campaign.state, campaign.opened_on = Campaign.State.OPEN, today
        campaign.save(update_fields=["state", "opened_on"])
        reminding.note(campaign=campaign, verb=Verb.OPENED, by=by, now=now, families=len(asked))
        ring_for_mails(campaign.school_id)
    return campaign


def remind(*, campaign: Campaign, by: Person, now: datetime) -> int:
    """Remind those who have not answered, once a day at most; how many. Raises ``NotPossible``."""
    with transaction.atomic():
        campaign = _locked(campaign, Campaign.State.OPEN)
        reminded = reminding.remind(campaign=campaign, by=by, day=None, now=now)
        ring_for_mails(campaign.school_id)
    return reminded


def close(*, campaign: Campaign, by: Person, now: datetime) -> None:
    """Take no first answer any more. What was answered stays, and may still be changed by link.

    Raises ``NotPossible``.
    """
    with transaction.atomic():
        reminding.close(campaign=_locked(campaign, Campaign.State.OPEN), by=by, now=now)


def ring_for_mails(school_id: int) -> None:
    """Have a worker send what waits, once the transaction has committed."""
    transaction.on_commit(partial(ring, tasks.send_family_messages, school_id))


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


def _wording(school: School, by: Person, plan: Plan, now: datetime) -> Wording:
    """The words as a numbered version; the last one again where nothing changed."""
    usual = languages.english().notice
    notice = f"{usual}\n\n{plan.addition.strip()}" if plan.addition.strip() else usual
    known = {purpose.code for purpose in purposes.of(school)}
    questions = {code: question for code, question in plan.questions.items() if code in known}
    last = queries.last_wording(school)
    if last is not None and (last.questions, last.notice) == (questions, notice):
        return last
    return Wording.objects.create(
        school=school,
        number=last.number + 1 if last else 1,
        questions=questions,
        notice=notice,
        written_by=by,
        written_at=now,
    )


def _locked(campaign: Campaign, state: Campaign.State) -> Campaign:
    held = Campaign.objects.select_for_update(of=("self",), no_key=True)
    found = held.select_related("school", "wording").get(pk=campaign.pk)
    if found.state != state:
        raise NotPossible("Somebody took this campaign further meanwhile. Look at it again.")
    return found


def _refuse_impossible(plan: Plan, now: datetime) -> None:
    today = academic_year.day_of(now)
    if plan.closes_on <= today:
        raise ImpossibleDay("Give families some time: choose a day to come.")
    if plan.closes_on > academic_year.last_day(academic_year.academic_year(today)):
        raise ImpossibleDay("Answers count until 31 August. Choose a day before that.")


def _refuse_stale(campaign: Campaign, today: date) -> None:
    if campaign.academic_year != academic_year.academic_year(today):
        raise ImpossibleDay("It was prepared for another school year. Change its last day first.")
    if campaign.closes_on <= today:
        raise ImpossibleDay("Its last day is over. Change it first.")
