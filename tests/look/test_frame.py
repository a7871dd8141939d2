"""The frame of every page: who sees which way, where they are, light or dark."""

import re
from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import Settings

from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from tests.cast import client_of, join, make_person

HOME = "/st-catherine/"
NAVIGATION = re.compile(r'<nav class="frame-navigation".*?</nav>', re.DOTALL)
LABEL = re.compile(r'navigation-label">([^<]+)<|<li><a href="[^"]+"[^>]*>([A-Z][A-Za-z ]+)</a>')
EVERYBODY = {"Home", "Calendar", "Published", "More", "Inbox", "Policy", "Guide", "Help"}


def navigation(client: Client, path: str = HOME) -> str:
    found = NAVIGATION.search(client.get(path).content.decode())
    assert found
    return found[0]


def ways(html: str) -> set[str]:
    return {first or second for first, second in LABEL.findall(html)}


@pytest.mark.parametrize(
    ("role", "also"),
    [
        (
            Role.TEACHER,
            {
                "My drafts",
                "Photo sheets",
                "Library of pictures",
                "Practise",
                "Slots",
                "Series",
                "Trips",
                "Weekly reminders",
                "Accounts on X",
                "Pass on kind words",
                "Report an incident",
                "A follower may be a pupil",
                "Whom we follow",
                "Blocks",
                "Followers",
                "My account on X",
            },
        ),
        (
            Role.SLT,
            {
                "My drafts",
                "Incidents",
                "What others write",
                "Kind words",
                "Pass on kind words",
                "Report an incident",
                "A follower may be a pupil",
                "Whom we follow",
                "Pupils following",
                "Blocks",
                "Followers",
                "My account on X",
                "Who has declared",
                "Review",
                "Training",
                "Photo sheets",
                "To take down",
                "Library of pictures",
                "Practise",
                "Slots",
                "Series",
                "Online safety",
                "Trips",
                "Weekly reminders",
                "Cover",
                "What is live",
                "Outside the process",
                "Audit of posts",
                "Figures of audits",
                "Dashboard",
                "Evidence packs",
                "Governor visits",
                "Reports",
                "School devices",
                "Website and API",
                "Stop posting",
                "How posting goes",
                "Figures",
                "Disposal",
                "Accounts on X",
                "Our trust",
                "Add an archive",
                "Setting up",
            },
        ),
        (
            Role.DSL,
            {
                "Incidents",
                "What others write",
                "Kind words",
                "Pass on kind words",
                "Report an incident",
                "A follower may be a pupil",
                "Whom we follow",
                "Pupils following",
                "Review",
                "Flags",
                "Library of pictures",
                "Roll",
                "Photo sheets",
                "Never publish",
                "What is live",
                "Audit of posts",
                "Figures of audits",
                "Dashboard",
                "Evidence packs",
                "Governor visits",
                "Reports",
                "Stop posting",
                "How posting goes",
                "Figures",
                "Disposal",
            },
        ),
        (
            Role.OFFICE,
            {
                "Roll",
                "Consent",
                "Ask families",
                "Photo sheets",
                "Disposal",
                "Pass on kind words",
                "Report an incident",
                "A follower may be a pupil",
                "Whom we follow",
            },
        ),
        (
            Role.GOVERNOR,
            {
                "Figures",
                "Figures of audits",
                "Dashboard",
                "Governor visits",
                "Reports",
                "Kind words",
            },
        ),
        (
            Role.ADMIN,
            {
                "People",
                "Pass on kind words",
                "Report an incident",
                "A follower may be a pupil",
                "Whom we follow",
                "Cover",
                "Settings",
                "Setting up",
                "Training",
                "School devices",
                "Website and API",
                "Figures",
                "Kind words",
                "Figures of audits",
                "Dashboard",
                "Governor visits",
                "Reports",
                "Disposal",
                "Accounts on X",
                "Add an archive",
            },
        ),
    ],
)
def test_navigation_offers_what_the_role_may_do(school: School, role: Role, also: set[str]) -> None:
    person = make_person(school, role)

    assert ways(navigation(client_of(person))) == EVERYBODY | also


def test_navigation_leads_only_to_pages_that_open(head: Person) -> None:
    client = client_of(head)

    addresses = re.findall(r'<a [^>]*href="([^"]+)"', navigation(client))

    assert {client.get(address).status_code for address in addresses} == {200}


def test_navigation_marks_the_page_one_is_on(head: Person) -> None:
    html = navigation(client_of(head), "/st-catherine/calendar/")

    assert re.findall(r'href="([^"]+)" aria-current="page"', html) == ["/st-catherine/calendar/"]


def test_person_of_two_schools_can_change_between_them(
    teacher: Person, other_school: School
) -> None:
    join(teacher, other_school, Role.TEACHER)

    page = client_of(teacher).get(HOME).content.decode()

    assert f'<a href="/{other_school.slug}/">{other_school.name}</a>' in page


def test_person_of_one_school_sees_no_switcher(teacher: Person, other_school: School) -> None:
    page = client_of(teacher).get(HOME).content.decode()

    assert "menu-school" not in page
    assert other_school.name not in page


def test_page_follows_the_device_until_somebody_chooses(db: None) -> None:
    assert '<html lang="en-GB">' in Client().get("/roles/").content.decode()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_choice_of_light_or_dark_is_written_into_the_page(db: None, theme: str) -> None:
    client = Client()

    client.post("/theme/", {"theme": theme, "next": "/roles/"})

    assert f'<html lang="en-GB" data-bs-theme="{theme}">' in client.get("/roles/").content.decode()


def test_choice_is_kept_in_a_cookie_for_https_alone(db: None, settings: Settings) -> None:
    settings.SECURE = True
    client = Client()

    client.post("/theme/", {"theme": "dark"}, secure=True)

    assert list(client.cookies) == ["__Secure-theme"]
    assert client.cookies["__Secure-theme"]["secure"]
    page = client.get("/roles/", secure=True).content.decode()
    assert '<html lang="en-GB" data-bs-theme="dark">' in page


@pytest.mark.parametrize("back", ["no-such-page", "?from=1", "https://elsewhere.example/", ""])
def test_choice_leads_nowhere_else(db: None, back: str) -> None:
    answer = Client().post("/theme/", {"theme": "dark", "next": back})

    assert answer.status_code == HTTPStatus.FOUND
    assert "elsewhere" not in answer["Location"]


def test_cookie_nobody_of_us_set_reaches_no_page(db: None) -> None:
    client = Client()
    client.cookies["theme"] = "blue"

    page = client.get("/roles/").content.decode()

    assert "blue" not in page


def test_first_stop_of_the_keyboard_skips_to_the_main_part(db: None) -> None:
    body = Client().get("/roles/").content.decode().split("<body", 1)[1]

    first = re.search(r"<(?:a|button|input|summary)\b[^>]*>", body)

    assert first
    assert first[0] == '<a class="skip-link" href="#main">'
    assert '<main id="main"' in body
