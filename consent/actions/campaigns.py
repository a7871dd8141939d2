"""Asking all families: prepared, opened, reminded, closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext

from consent import academic_year, languages, tasks
from consent.actions import purposes
from consent.errors import Refusal
from consent.jobs import opening, reminding
from consent.jobs.opening import ImpossibleDay
from consent.models import Campaign, CampaignStep, Wording
from consent.queries import campaigns as queries
from schoolsocial.accounts.models import Person, School
from schoolsocial.celery import ring

Verb = CampaignStep.Verb


class AlreadyUnderWay(Refusal):
    """A school asks its families one thing at a time."""


class NotPossible(Refusal):
    """The campaign is not in the state for that."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked, by the purpose's code, and when. ``addition`` are the school's own words, put
    behind the usual ones on what happens to a photo. Without ``opens_on`` a person opens it.
    """

    questions: Mapping[str, str]
    addition: str
    closes_on: date
    reminder_days: Sequence[int]
    opens_on: date | None = None


def start(*, school: School, by: Person, plan: Plan, now: datetime) -> Campaign:
    """Prepare a campaign; no family hears of it yet.

    Raises ``AlreadyUnderWay``, ``ImpossibleDay``.
    """
    with transaction.atomic():
        School.objects.select_for_update(no_key=True).get(pk=school.pk)  # two in the office
        if queries.under_way(school) is not None:
            raise AlreadyUnderWay(
                gettext("A campaign is under way. Close it before you start another.")
            )
        _refuse_impossible(plan, now)
        campaign = Campaign.objects.create(
            school=school,
            academic_year=_year_of(plan, now),
            wording=_wording(school, by, plan, now),
            opens_on=plan.opens_on,
            closes_on=plan.closes_on,
            reminder_days=sorted(set(plan.reminder_days)),
        )
        reminding.note(campaign=campaign, verb=Verb.STARTED, by=by, now=now)
        if plan.opens_on:
            reminding.note(campaign=campaign, verb=Verb.PLANNED, by=by, now=now)
    return campaign


def revise(*, campaign: Campaign, by: Person, plan: Plan, now: datetime) -> Campaign:
    """Change a campaign that is not open yet. Raises ``NotPossible``, ``ImpossibleDay``."""
    with transaction.atomic():
        campaign = _locked(campaign, Campaign.State.DRAFT)
        _refuse_impossible(plan, now)
        planned_before = campaign.opens_on
        campaign.wording = _wording(campaign.school, by, plan, now)
        campaign.academic_year = _year_of(plan, now)
        campaign.opens_on, campaign.closes_on = plan.opens_on, plan.closes_on
        campaign.reminder_days = sorted(set(plan.reminder_days))
        campaign.save()
        reminding.note(campaign=campaign, verb=Verb.REVISED, by=by, now=now)
        if plan.opens_on != planned_before:
            verb = Verb.PLANNED if plan.opens_on else Verb.HELD
            reminding.note(campaign=campaign, verb=verb, by=by, now=now)
    return campaign


def call_off(*, campaign: Campaign, by: Person, now: datetime) -> None:
    """Do not open it on its day; it stays prepared. Raises ``NotPossible``."""
    with transaction.atomic():
        campaign = _locked(campaign, Campaign.State.DRAFT)
        if campaign.opens_on is None:
            raise NotPossible(
                gettext("It opens on no day by itself: somebody has called that off already.")
            )
        campaign.opens_on = None
        campaign.save(update_fields=["opens_on"])
        reminding.note(campaign=campaign, verb=Verb.HELD, by=by, now=now)


def open_to_families(*, campaign: Campaign, by: Person, now: datetime) -> Campaign:
    """Give every reachable family its link, and those with an e-mail address their mail.

    A dozen statements for a whole school. Links of earlier campaigns stop working: a new one is on
    its way. Raises ``NotPossible``, ``ImpossibleDay``, ``NobodyToAsk``.
    """
    with transaction.atomic():
        campaign = _locked(campaign, Campaign.State.DRAFT)
        opening.open_up(campaign=campaign, by=by, now=now)
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


def _year_of(plan: Plan, now: datetime) -> int:
    """The academic year in which it opens: September's may be prepared in July."""
    return academic_year.academic_year(plan.opens_on or academic_year.day_of(now))


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
        raise NotPossible(
            gettext("Somebody took this campaign further meanwhile. Look at it again.")
        )
    return found


def _refuse_impossible(plan: Plan, now: datetime) -> None:
    today = academic_year.day_of(now)
    if plan.opens_on is not None and plan.opens_on <= today:
        raise ImpossibleDay(
            gettext("Choose a day to come, or leave it empty and open it yourself.")
        )
    first = plan.opens_on or today
    if plan.closes_on <= first:
        raise ImpossibleDay(gettext("Give families some time: choose a last day after it opens."))
    if plan.closes_on > academic_year.last_day(academic_year.academic_year(first)):
        raise ImpossibleDay(gettext("Answers count until 31 August. Choose a day before that."))
