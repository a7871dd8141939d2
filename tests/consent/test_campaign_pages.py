"""The office's pages of a campaign."""

import pytest
from django.test import Client
from django.utils import timezone

from consent import family_keys
from consent.models import Campaign, Consent, FamilyLink, Guardian, Pupil
from schoolsocial.accounts.models import Person, School
from tests.cast import client_of, in_scope
from tests.consent.campaigning import BORN, a_day_to_close, given, let_in, link_of, opened, start
from tests.consent.families import make_class, make_guardian, make_pupil


@pytest.fixture
def pupil(school: School) -> Pupil:
    with in_scope(school.pk):
        return make_pupil(school, born_on=BORN, school_class=make_class(school, "3 Oak"))


@pytest.fixture
def mother(pupil: Pupil) -> Guardian:
    with in_scope(pupil.school_id):
        return make_guardian(pupil, email="bea@family.example", first=True)


@pytest.fixture
def desk(office: Person) -> Client:
    return client_of(office)


def page_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def sent(**changed: str) -> dict[str, str]:
    return {
        "ask-social-media": "on",
        "question-social-media": "May we tweet?",
        "closes_on": a_day_to_close(timezone.now()).isoformat(),
        "reminder_days": "7; 14",
        "addition": "",
    } | changed


def test_plan_is_saved_and_shows_whom_it_reaches(
    desk: Client, school: School, mother: Guardian
) -> None:
    response = desk.post(f"/{school.slug}/campaigns/start/", sent(), follow=True)

    page = response.content.decode()
    assert "Whom the campaign reaches" in page
    assert "<strong>1</strong> family gets an e-mail" in page
    with in_scope(school.pk):
        campaign = Campaign.objects.select_related("wording").get()
    assert campaign.wording.questions == {"social-media": "May we tweet?"}
    assert campaign.reminder_days == [7, 14]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"ask-social-media": ""}, "Choose at least one thing to ask about."),
        ({"question-social-media": ""}, "Write the question to ask."),
        ({"closes_on": ""}, "Choose the last day to answer."),
        ({"closes_on": "2020-01-01"}, "Give families some time"),
        ({"reminder_days": "weekly"}, "Write the days as numbers"),
        ({"reminder_days": "0"}, "Up to six reminders"),
    ],
)
def test_plan_that_cannot_be_is_told_why(
    desk: Client, school: School, changed: dict[str, str], told: str
) -> None:
    fields = {key: value for key, value in sent(**changed).items() if value}

    page = desk.post(f"/{school.slug}/campaigns/start/", fields).content.decode()

    assert told in page
    with in_scope(school.pk):
        assert not Campaign.objects.exists()


def test_preview_names_the_children_nobody_is_written_to_for(
    desk: Client, school: School, office: Person, pupil: Pupil
) -> None:
    with in_scope(school.pk):
        campaign = start(school, office)

    page = page_of(desk, f"/{school.slug}/campaigns/{campaign.pk}/")

    assert "Amelia Brown, 3 Oak" in page


def test_campaign_is_opened_reminded_and_closed(
    desk: Client, school: School, office: Person, mother: Guardian
) -> None:
    with in_scope(school.pk):
        campaign = start(school, office)
    path = f"/{school.slug}/campaigns/{campaign.pk}/"

    opened_page = desk.post(f"{path}open/", follow=True).content.decode()
    reminded = desk.post(f"{path}remind/", follow=True).content.decode()
    closed = desk.post(f"{path}close/", follow=True).content.decode()

    assert "The campaign is open." in opened_page
    assert "Nobody to remind" in reminded
    assert "The campaign is closed." in closed


def test_progress_counts_and_names_no_child(
    desk: Client, school: School, office: Person, pupil: Pupil, mother: Guardian
) -> None:
    with in_scope(school.pk):
        campaign = opened(school, office)
        link = link_of(mother)
    let_in(link).post("/f/form/", given(pupil, social_media="no", website="no"))

    page = page_of(desk, f"/{school.slug}/campaigns/{campaign.pk}/")

    assert "<strong>100 %</strong> of children have an answer: 1 of 1" in page
    assert "3 Oak" in page
    assert "Year 3" in page
    assert "Amelia" not in page


def test_silent_families_are_listed(
    desk: Client, school: School, office: Person, mother: Guardian
) -> None:
    with in_scope(school.pk):
        campaign = opened(school, office)
    path = f"/{school.slug}/campaigns/{campaign.pk}/families/"

    assert "Bea Brown" in page_of(desk, f"{path}?only=silent")
    assert "Bea Brown" not in page_of(desk, f"{path}?only=locked")


def test_other_parents_can_be_sent_a_link(
    desk: Client, school: School, office: Person, pupil: Pupil, mother: Guardian
) -> None:
    with in_scope(school.pk):
        father = make_guardian(pupil, name="Ben Brown")
        campaign = opened(school, office)
    path = f"/{school.slug}/campaigns/{campaign.pk}/families/"

    assert "Ben Brown" in page_of(desk, f"{path}?only=others")
    response = desk.post(f"{path}{father.pk}/link/", {"by": "letter"})

    assert response["Location"] == f"{path}{father.pk}/letter/"
    assert "Ben Brown" in page_of(desk, response["Location"])


def test_letter_has_the_address_and_its_code(
    desk: Client, school: School, office: Person, pupil: Pupil
) -> None:
    with in_scope(school.pk):
        guardian = make_guardian(pupil, first=True, language="ur")
        campaign = opened(school, office)
        address = family_keys.address_of(link_of(guardian))

    page = page_of(desk, f"/{school.slug}/campaigns/{campaign.pk}/letters/")

    assert f">{address}</a>" in page
    assert 'src="data:image/svg+xml' in page
    assert 'lang="ur" dir="rtl"' in page
    assert "Amelia" not in page


def test_link_that_went_astray_is_ended(
    desk: Client, school: School, office: Person, mother: Guardian
) -> None:
    with in_scope(school.pk):
        campaign = opened(school, office)

    desk.post(f"/{school.slug}/campaigns/{campaign.pk}/families/{mother.pk}/revoke/")

    with in_scope(school.pk):
        assert FamilyLink.objects.get().revoked_at is not None
        assert not Consent.objects.exists()


@pytest.mark.parametrize("way", ["revoke", "link"])
def test_no_name_of_a_parent_goes_into_the_cookie_of_messages(
    desk: Client, school: School, office: Person, mother: Guardian, way: str
) -> None:
    with in_scope(school.pk):
        campaign = opened(school, office)

    response = desk.post(
        f"/{school.slug}/campaigns/{campaign.pk}/families/{mother.pk}/{way}/", {"by": "mail"}
    )

    assert response.status_code == 302
    assert "Bea" not in response.cookies["messages"].value
