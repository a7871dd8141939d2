"""A campaign that opens by itself on its day, and one that was called off before."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from consent import tasks
from consent.actions import campaigns
from consent.jobs import opening
from consent.models import Campaign, FamilyLink, Guardian
from consent.queries import campaigns as queries
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from tests.cast import client_of, in_scope, run_sql
from tests.consent.campaigning import BORN, plan, start
from tests.consent.families import make_guardian, make_pupil

JULY = datetime(2026, 7, 6, 9, tzinfo=UTC)
FIRST = date(2026, 9, 3)
THE_DAY = datetime(2026, 9, 3, 7, 15, tzinfo=UTC)
PLANNED = {"opens_on": FIRST, "closes_on": date(2026, 9, 30)}


@pytest.fixture
def mother(school: School) -> Guardian:
    with in_scope(school.pk):
        child = make_pupil(school, born_on=BORN)
        return make_guardian(child, email="bea@family.example", first=True)


@pytest.fixture
def planned(school: School, office: Person, mother: Guardian) -> Campaign:
    """September's campaign, prepared in July."""
    with in_scope(school.pk):
        return start(school, office, JULY, **PLANNED)


def state_of(campaign: Campaign) -> str:
    with in_scope(campaign.school_id):
        return str(Campaign.objects.values_list("state", flat=True).get(pk=campaign.pk))


def steps_of(campaign: Campaign) -> list[str]:
    with in_scope(campaign.school_id):
        return [step.verb for step in queries.steps(campaign)]


def test_campaign_prepared_in_july_is_of_the_year_in_which_it_opens(planned: Campaign) -> None:
    assert planned.academic_year == 2026
    assert steps_of(planned) == ["started", "planned"]


def test_it_opens_on_its_day_once_and_not_before(planned: Campaign, school: School) -> None:
    before = datetime(2026, 9, 2, 22, 59, tzinfo=UTC)  # a minute to midnight in London

    asked = [opening.open_planned(school.pk, now) for now in (before, THE_DAY, THE_DAY)]

    assert asked == [0, 1, 0]
    assert state_of(planned) == "open"
    with in_scope(school.pk):
        assert FamilyLink.objects.count() == 1
        step = queries.steps(planned)[-1]
    assert (step.verb, step.by) == ("opened", None)


def test_its_day_begins_at_londons_midnight(planned: Campaign, school: School) -> None:
    assert opening.open_planned(school.pk, datetime(2026, 9, 2, 23, 1, tzinfo=UTC)) == 1


def test_schedule_rings_for_the_school_whose_day_has_come(
    planned: Campaign, school: School
) -> None:
    assert queries.schools_asking(date(2026, 9, 2)) == []
    assert queries.schools_asking(FIRST) == [school.pk]


def test_task_opens_it_and_its_mails_go_out(
    planned: Campaign, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consent.tasks.timezone.now", lambda: THE_DAY)
    monkeypatch.setattr(tasks, "ring", lambda task, *ids: task(*ids))

    tasks.carry_on_campaign(school.pk)

    assert [one.to for one in mail.outbox] == [["bea@family.example"]]


def test_called_off_it_stays_prepared(planned: Campaign, school: School, office: Person) -> None:
    with in_scope(school.pk):
        campaigns.call_off(campaign=planned, by=office, now=JULY)
        with pytest.raises(campaigns.NotPossible):
            campaigns.call_off(campaign=planned, by=office, now=JULY)
        assert Event.objects.filter(verb="campaign.held").count() == 1

    assert opening.open_planned(school.pk, THE_DAY) == 0
    assert state_of(planned) == "draft"


def test_opened_by_hand_it_is_not_opened_again(
    planned: Campaign, school: School, office: Person
) -> None:
    with in_scope(school.pk):
        by_hand = datetime(2026, 9, 1, 9, tzinfo=UTC)
        campaigns.open_to_families(campaign=planned, by=office, now=by_hand)

    assert opening.open_planned(school.pk, THE_DAY) == 0


def test_day_that_is_taken_out_of_the_plan_is_called_off(
    planned: Campaign, school: School, office: Person
) -> None:
    with in_scope(school.pk):
        campaigns.revise(campaign=planned, by=office, plan=plan(THE_DAY), now=THE_DAY)

    assert steps_of(planned)[-2:] == ["revised", "held"]
    assert opening.open_planned(school.pk, THE_DAY) == 0


def test_campaign_left_over_from_last_year_is_of_this_one_once_it_is_changed(
    school: School, office: Person, mother: Guardian
) -> None:
    with in_scope(school.pk):
        old = start(school, office, JULY)
        campaigns.revise(campaign=old, by=office, plan=plan(THE_DAY), now=THE_DAY)

        opened = campaigns.open_to_families(campaign=old, by=office, now=THE_DAY)

    assert opened.academic_year == 2026


@pytest.mark.parametrize(
    "days",
    [
        {"opens_on": JULY.date(), "closes_on": date(2026, 8, 1)},
        {"opens_on": FIRST, "closes_on": FIRST},
        {"opens_on": date(2026, 8, 20), "closes_on": date(2026, 9, 3)},
    ],
)
def test_impossible_days_are_refused(school: School, office: Person, days: dict[str, date]) -> None:
    with in_scope(school.pk), pytest.raises(opening.ImpossibleDay):
        start(school, office, JULY, **days)


@pytest.mark.parametrize(
    "change",
    ["state = 'open', opened_on = '2026-09-03'", "closes_on = '2026-09-03'"],
    ids=["open and still planned", "closes on the day it opens"],
)
def test_database_knows_that_it_opens_once_and_before_it_closes(
    planned: Campaign, change: str
) -> None:
    refused = pytest.raises(IntegrityError, match="campaign_plans_to_open_once")
    with in_scope(planned.school_id), refused, transaction.atomic():
        run_sql(f"UPDATE consent_campaign SET {change}")


def test_one_that_cannot_be_opened_says_so_and_tries_again(
    planned: Campaign, school: School, office: Person, mother: Guardian
) -> None:
    with in_scope(school.pk):
        mother.guardianships.update(first_contact=False)
    assert opening.open_planned(school.pk, THE_DAY) == 0
    assert state_of(planned) == "draft"
    with in_scope(school.pk):
        mother.guardianships.update(first_contact=True)

    assert opening.open_planned(school.pk, THE_DAY) == 1


def test_page_says_when_it_opens_and_takes_it_back(
    school: School, office: Person, planned: Campaign
) -> None:
    desk: Client = client_of(office)
    path = f"/{school.slug}/campaigns/{planned.pk}/"
    assert "by itself on Thursday 3 September 2026" in desk.get(path).content.decode()

    page = desk.post(f"{path}call-off/", follow=True).content.decode()

    assert "It does not open by itself any more." in page
    assert "when you open it" in page


def test_page_of_one_that_could_not_be_opened_says_why(
    school: School, office: Person, planned: Campaign
) -> None:
    with in_scope(school.pk):
        Campaign.objects.update(opens_on=date(2026, 9, 1), closes_on=date(2026, 9, 2))

    page = client_of(office).get(f"/{school.slug}/campaigns/{planned.pk}/").content.decode()

    assert "It could not be opened on its day" in page
    assert "Its last day is over" in page
