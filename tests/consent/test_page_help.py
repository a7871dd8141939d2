"""Every page of consent has its help, and the help has the part that is pointed to."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from consent.page_help import TOPICS
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from tests.cast import client_of, make_person
from tests.routes import Route, our_routes

NO_PAGE = {
    "consent:help",
    "consent:document",  # a file
    "consent:roll_export",
    "consent:roll_remarks",
}


def pages() -> list[Route]:
    """What consent shows under a school's address."""
    return [
        route
        for route in our_routes()
        if route.view.__module__.startswith("consent.views.")
        and "school" in route.parameters
        and route.name not in NO_PAGE
    ]


def is_looked_at(route: Route, client: Client, school: School) -> bool:
    """Whether it answers to GET; what only takes a POST is no page."""
    values = dict.fromkeys(route.parameters, 1) | {"school": school.slug}
    return client.get(reverse(route.name, kwargs=values)).status_code != 405


def test_every_page_of_consent_has_its_help(school: School) -> None:
    everybody = client_of(make_person(school, *Role))
    shown = {one.name for one in pages() if is_looked_at(one, everybody, school)}

    assert len(shown) > 20
    assert shown - TOPICS.keys() == set()


def test_every_part_that_is_pointed_to_is_there(school: School, teacher: Person) -> None:
    page = client_of(teacher).get(f"/{school.slug}/consent/help/").content.decode()

    headings = re.findall(r'<h2 id="([a-z]+)"', page)
    assert set(TOPICS.values()) <= set(headings)
    assert len(headings) == len(set(headings))
    listed = re.findall(r'<li><a href="#([a-z]+)"', page)
    assert listed == [one for one in headings if one != "parts"]


@pytest.mark.parametrize(
    ("path", "part"),
    [("campaigns/", "asking"), ("roll/import/", "import"), ("photo-sheets/", "photo")],
)
def test_foot_of_a_page_leads_to_its_part(
    school: School, office: Person, path: str, part: str
) -> None:
    page = client_of(office).get(f"/{school.slug}/{path}").content.decode()

    assert f'<a href="/{school.slug}/consent/help/#{part}">Help with this page</a>' in page


def test_page_of_something_else_offers_no_help_of_this(school: School, office: Person) -> None:
    page = client_of(office).get(f"/{school.slug}/").content.decode()

    assert f"/{school.slug}/consent/help/" not in page
