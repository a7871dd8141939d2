"""Every page of posts has its help, and the help has the part that is pointed to."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from moderation.drafts.page_help import TOPICS
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from tests.cast import client_of, make_person
from tests.routes import Route, our_routes

NO_PAGE = {
    "drafts:help",
    "drafts:picture",  # files
    "drafts:thumbnail",
    "drafts:by_hand_picture",
    "drafts:access_request",
    "drafts:photo_states",  # parts of a page
    "drafts:erase_pupil",  # belongs to a child's page
}


def pages() -> list[Route]:
    """What is shown of posts under a school's address."""
    return [
        route
        for route in our_routes()
        if route.view.__module__.startswith("moderation.drafts.views.")
        and route.name.startswith("drafts:")
        and "school" in route.parameters
        and route.name not in NO_PAGE
    ]


def is_looked_at(route: Route, client: Client, school: School) -> bool:
    """Whether it answers to GET; what only takes a POST is no page."""
    values = dict.fromkeys(route.parameters, 1) | {"school": school.slug}
    return client.get(reverse(route.name, kwargs=values)).status_code != 405


def test_every_page_of_posts_has_its_help(school: School) -> None:
    everybody = client_of(make_person(school, *Role))
    shown = {one.name for one in pages() if is_looked_at(one, everybody, school)}

    assert len(shown) > 10
    assert shown - TOPICS.keys() == set()


def test_every_part_that_is_pointed_to_is_there(school: School, teacher: Person) -> None:
    page = client_of(teacher).get(f"/{school.slug}/posts/help/").content.decode()

    headings = re.findall(r'<h2 id="([a-z]+)"', page)
    assert set(TOPICS.values()) <= set(headings)
    listed = re.findall(r'<li><a href="#([a-z]+)"', page)
    assert listed == headings


@pytest.mark.parametrize(
    ("path", "part"),
    [("review/", "approve"), ("calendar/", "time"), ("stop-posting/", "stop")],
)
def test_foot_of_a_page_leads_to_its_part(
    school: School, head: Person, path: str, part: str
) -> None:
    page = client_of(head).get(f"/{school.slug}/{path}").content.decode()

    assert f'<a href="/{school.slug}/posts/help/#{part}">Help with this page</a>' in page
