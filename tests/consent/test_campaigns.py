"""A campaign from its preparation to its end, as the office and the schedule take it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from consent.actions import campaigns, family_links
from consent.jobs import opening, reminding
from consent.models import (
    Campaign,
    CampaignStep,
    FamilyLink,
    FamilyMessage,
    Guardian,
    Guardianship,
    Pupil,
    Wording,
)
from consent.queries import families
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import in_scope
from tests.consent.campaigning import BORN, link_of, opened, plan, start
from tests.consent.families import answer, make_guardian, make_pupil

NOW = datetime(2026, 9, 7, 9, tzinfo=UTC)


def after(days: int) -> datetime:
    return NOW + timedelta(days=days)


def reminders() -> int:
    return FamilyMessage.objects.filter(kind="reminder").count()


@pytest.fixture(autouse=True)
def inside(school: School) -> object:
    with in_scope(school.pk):
        yield


@pytest.fixture
def pupil(school: School) -> Pupil:
    return make_pupil(school, born_on=BORN)


@pytest.fixture
def mother(pupil: Pupil) -> Guardian:
    return make_guardian(pupil, email="bea@family.example", first=True)


def test_prepared_campaign_writes_to_nobody(
    school: School, office: Person, mother: Guardian
) -> None:
    start(school, office, NOW)

    assert not FamilyLink.objects.exists()
    assert not FamilyMessage.objects.exists()


def test_one_campaign_at_a_time(school: School, office: Person) -> None:
    start(school, office, NOW)

    with pytest.raises(campaigns.AlreadyUnderWay):
        start(school, office, NOW)


def test_database_knows_of_one_campaign_at_a_time(school: School, office: Person) -> None:
    campaign = start(school, office, NOW)

    with pytest.raises(IntegrityError, match="campaign_one_at_a_time"), transaction.atomic():
        Campaign.objects.create(
            school=school, academic_year=2026, wording=campaign.wording, closes_on=date(2026, 10, 1)
        )


@pytest.mark.parametrize("closes_on", [date(2026, 9, 7), date(2027, 9, 1)])
def test_last_day_is_to_come_and_within_the_year(
    school: School, office: Person, closes_on: date
) -> None:
    with pytest.raises(opening.ImpossibleDay):
        start(school, office, NOW, closes_on=closes_on)


def test_same_words_are_the_same_wording(school: School, office: Person) -> None:
    campaign = start(school, office, NOW)

    campaigns.revise(campaign=campaign, by=office, plan=plan(NOW), now=NOW)
    changed = campaigns.revise(
        campaign=campaign, by=office, plan=plan(NOW, addition="We film the play."), now=NOW
    )

    assert changed.wording.number == 2
    assert Wording.objects.count() == 2


def test_opening_gives_links_and_mails(school: School, office: Person, mother: Guardian) -> None:
    campaign = opened(school, office, NOW)

    assert campaign.is_open
    assert link_of(mother).campaign == campaign
    assert FamilyMessage.objects.get().kind == "invitation"


def test_family_without_mail_gets_a_link_for_its_letter(
    school: School, office: Person, pupil: Pupil
) -> None:
    guardian = make_guardian(pupil, first=True)

    opened(school, office, NOW)

    assert link_of(guardian).revoked_at is None
    assert not FamilyMessage.objects.exists()


def test_reach_says_who_is_left_out(school: School, mother: Guardian) -> None:
    foster = make_pupil(school, "Josh", born_on=BORN)
    make_guardian(foster, responsible=False, first=True, relationship="foster-carer")
    undated = make_pupil(school, "Ewa")
    make_guardian(undated, first=True)
    alone = make_pupil(school, "Noah", born_on=BORN)
    make_guardian(alone)

    reach = families.reach(NOW.date())

    assert [family.guardian for family in reach.mails] == [mother]
    assert [one.pupil for family in reach.unable for one in family.children] == [foster]
    assert [one.pupil for family in reach.undated for one in family.children] == [undated]
    assert reach.alone == [alone]


def test_link_covers_all_children_of_a_first_contact(
    school: School, pupil: Pupil, mother: Guardian
) -> None:
    sibling = make_pupil(school, "Josh", born_on=BORN)
    make_guardian(sibling, first=True, name="Ben Brown")
    Guardianship.objects.create(
        school=school, pupil=sibling, guardian=mother, parental_responsibility=True
    )

    family = next(one for one in families.first_contacts(NOW.date()) if one.guardian == mother)

    assert set(family.pupils) == {pupil.pk, sibling.pk}


def test_child_who_left_is_not_asked_about(
    school: School, office: Person, mother: Guardian
) -> None:
    Pupil.objects.update(left_on=date(2026, 7, 20))

    with pytest.raises(opening.NobodyToAsk):
        opened(school, office, NOW)


def test_opening_ends_the_links_of_an_earlier_campaign(
    school: School, office: Person, mother: Guardian
) -> None:
    first = opened(school, office, NOW)
    campaigns.close(campaign=first, by=office, now=NOW)

    second = opened(school, office, after(1))

    assert FamilyLink.objects.get(campaign=first).revoked_at is not None
    assert link_of(mother).campaign == second


def test_campaign_prepared_last_year_is_not_opened(
    school: School, office: Person, mother: Guardian
) -> None:
    campaign = start(school, office, NOW)

    with pytest.raises(opening.ImpossibleDay):
        campaigns.open_to_families(campaign=campaign, by=office, now=after(365))


def test_opening_twice_is_refused(school: School, office: Person, mother: Guardian) -> None:
    campaign = opened(school, office, NOW)

    with pytest.raises(campaigns.NotPossible):
        campaigns.open_to_families(campaign=campaign, by=office, now=NOW)


def make_school_full(school: School, number: int) -> None:
    pupils = Pupil.objects.bulk_create(
        Pupil(
            school=school,
            admission_number=f"B{place:06}",
            legal_forename="Art",
            year_group="3",
            born_on=BORN,
        )
        for place in range(number)
    )
    guardians = Guardian.objects.bulk_create(
        Guardian(school=school, name=f"Parent {place}", email=f"p{place}@family.example")
        for place in range(number)
    )
    Guardianship.objects.bulk_create(
        Guardianship(
            school=school,
            pupil=pupil,
            guardian=guardian,
            parental_responsibility=True,
            first_contact=True,
        )
        for pupil, guardian in zip(pupils, guardians, strict=True)
    )


def queries_of_opening(school: School, office: Person) -> int:
    campaign = start(school, office, NOW)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        campaigns.open_to_families(campaign=campaign, by=office, now=NOW)
    return len(captured)


def test_two_thousand_families_are_prepared_in_a_few_statements(
    school: School, office: Person
) -> None:
    make_school_full(school, 2000)

    statements = queries_of_opening(school, office)

    assert FamilyLink.objects.count() == FamilyMessage.objects.count() == 2000
    assert statements <= 25


def test_reminder_goes_to_those_who_have_not_answered(
    school: School, office: Person, mother: Guardian
) -> None:
    other = make_guardian(
        make_pupil(school, "Josh", born_on=BORN), email="j@family.example", first=True
    )
    campaign = opened(school, office, NOW)
    FamilyLink.objects.filter(guardian=other).update(answered_at=NOW)

    assert campaigns.remind(campaign=campaign, by=office, now=after(1)) == 1

    assert FamilyMessage.objects.get(kind="reminder").link.guardian == mother


def test_answer_on_paper_ends_the_reminders(
    school: School, office: Person, pupil: Pupil, mother: Guardian
) -> None:
    campaign = opened(school, office, NOW)
    for purpose in campaign.asked():
        answer(pupil, "no", mother, by=office, purpose=purpose, given_on=NOW.date(), now=NOW)

    assert campaigns.remind(campaign=campaign, by=office, now=after(1)) == 0


def test_schedule_reminds_once_on_each_of_its_days(
    school: School, office: Person, mother: Guardian
) -> None:
    opened(school, office, NOW)

    for day in (6, 7, 7, 8, 13, 14, 14, 20):
        reminding.carry_on(school.pk, after(day))

    assert reminders() == 2
    steps = CampaignStep.objects.filter(verb="reminded").order_by("pk")
    assert [step.day for step in steps] == [7, 14]


def test_schedule_catches_up_after_days_away(
    school: School, office: Person, mother: Guardian
) -> None:
    opened(school, office, NOW)

    for day in (15, 16):
        reminding.carry_on(school.pk, after(day))

    assert reminders() == 1


def test_nobody_is_reminded_twice_a_day(school: School, office: Person, mother: Guardian) -> None:
    campaign = opened(school, office, NOW)

    reminding.carry_on(school.pk, after(7))

    assert campaigns.remind(campaign=campaign, by=office, now=after(7)) == 0
    assert reminders() == 1


def test_nobody_is_reminded_on_the_day_of_the_invitation(
    school: School, office: Person, mother: Guardian
) -> None:
    campaign = opened(school, office, NOW)

    assert campaigns.remind(campaign=campaign, by=office, now=NOW) == 0


def test_schedule_closes_it_after_its_last_day(
    school: School, office: Person, mother: Guardian
) -> None:
    campaign = opened(school, office, NOW)

    reminding.carry_on(school.pk, after(28))
    campaign.refresh_from_db()
    assert campaign.is_open

    reminding.carry_on(school.pk, after(29))
    campaign.refresh_from_db()
    assert campaign.state == "closed"


def test_each_act_is_on_record_without_a_name(
    school: School, office: Person, mother: Guardian
) -> None:
    campaign = opened(school, office, NOW)
    campaigns.remind(campaign=campaign, by=office, now=after(1))
    family_links.revoke(link=link_of(mother), by=office, now=after(1))
    campaigns.close(campaign=campaign, by=office, now=after(2))

    events = Event.objects.order_by("sequence").filter(actor_id=office.pk)
    assert [event.verb for event in events] == [
        "campaign.started",
        "campaign.opened",
        "campaign.reminded",
        "family_link.revoked",
        "campaign.closed",
    ]
    assert "Bea" not in str([event.payload for event in events])


def test_second_parent_gets_a_link_of_their_own(
    school: School, office: Person, pupil: Pupil, mother: Guardian
) -> None:
    father = make_guardian(pupil, name="Ben Brown", email="ben@family.example")
    campaign = opened(school, office, NOW)

    link = family_links.issue(campaign=campaign, guardian=father, by=office, by_mail=True, now=NOW)

    assert link_of(father) == link
    assert link_of(mother) != link
    assert FamilyMessage.objects.filter(link=link).exists()


def test_one_live_link_a_person(school: School, office: Person, mother: Guardian) -> None:
    opened(school, office, NOW)
    link = link_of(mother)

    with pytest.raises(IntegrityError, match="family_link_one_live"), transaction.atomic():
        FamilyLink.objects.create(
            school=school,
            campaign=link.campaign,
            guardian=mother,
            seed="x",
            token_hash="x",
            issued_at=NOW,
            expires_at=after(1),
        )


def test_nobody_without_responsibility_gets_a_link(
    school: School, office: Person, pupil: Pupil, mother: Guardian
) -> None:
    carer = make_guardian(pupil, name="Cara", responsible=False)
    campaign = opened(school, office, NOW)

    with pytest.raises(family_links.CannotAnswer):
        family_links.issue(campaign=campaign, guardian=carer, by=office, by_mail=False, now=NOW)


def test_link_of_another_schools_family_is_refused_by_the_database(
    school: School, other_school: School, office: Person, mother: Guardian
) -> None:
    campaign = opened(school, office, NOW)
    with scope.school(other_school.pk):
        stranger = make_guardian(make_pupil(other_school, born_on=BORN))

    with pytest.raises(IntegrityError, match="guardian_id_same_school"), transaction.atomic():
        FamilyLink.objects.create(
            school=school,
            campaign=campaign,
            guardian=stranger,
            seed="x",
            token_hash="x",
            issued_at=NOW,
            expires_at=after(1),
        )


def test_progress_counts_children_with_every_answer(
    school: School, office: Person, pupil: Pupil, mother: Guardian
) -> None:
    other = make_pupil(school, "Josh", born_on=BORN)
    campaign = opened(school, office, NOW)
    answer(pupil, "yes", mother, given_on=NOW.date(), now=NOW)
    half = {one.pupil_id: one.has_answer for one in families.replied(campaign, NOW.date())}
    answer(pupil, "no", mother, purpose="website", given_on=NOW.date(), now=NOW)
    whole = {one.pupil_id: one.has_answer for one in families.replied(campaign, NOW.date())}

    assert half == {pupil.pk: False, other.pk: False}
    assert whole == {pupil.pk: True, other.pk: False}
