"""All that a page can be asked for can be kept, as the page itself offers it."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from consent.models import Campaign
from schoolsocial.accounts.filtering import Filters, Tick
from schoolsocial.accounts.models import School
from schoolsocial.tenancy import scope
from tests.accounts.lists import filled
from tests.cast import client_of
from tests.posts import adopt_policy, make_account
from tests.routes import Route, our_routes

LISTS = [route for route in our_routes() if hasattr(route.view, "filters")]
each_list = pytest.mark.parametrize("route", LISTS, ids=lambda route: route.name)
PLACES = {"from", "save", "filter"}
"""What an address says beside the filter."""


@pytest.fixture
def everything(school: School, other_school: School) -> Client:
    """A browser of somebody who may do everything, in a school with a row in each list."""
    adopt_policy(school)
    client = client_of(filled(school, other_school))
    make_account(school, handle="TheOther")
    return client


def filters_of(route: Route) -> Filters:
    found: Filters = route.view.filters  # type: ignore[attr-defined]
    return found


def address(route: Route, school: School) -> str:
    with scope.school(school.pk):
        rows = Campaign.objects.all() if route.name.startswith("campaign") else school.classes.all()
        pk = rows.values_list("pk", flat=True).latest("pk")
    return reverse(
        route.name, args=[school.slug, pk] if "pk" in route.parameters else [school.slug]
    )


def offered(page: str) -> set[tuple[str, str]]:
    """The questions of the page: what its forms and links ask for, one at a time."""
    found = set()
    for form in re.findall(r'<form [^>]*method="get".*?</form>', page, re.DOTALL):
        for name, inside in re.findall(
            r'<select [^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL
        ):
            found |= {(name, value) for value in re.findall(r'<option value="([^"]*)"', inside)}
        found |= {(name, "on") for name in re.findall(r'type="checkbox" name="(\w+)"', form)}
    for query in re.findall(r'href="\?([^"]*)"', page):
        asked = parse_qsl(query.replace("&amp;", "&"), keep_blank_values=True)
        found |= {(name, value) for name, value in asked if name not in PLACES}
    return found


@each_list
def test_everything_a_list_can_be_asked_for_can_be_kept(
    route: Route, school: School, everything: Client
) -> None:
    response = everything.get(address(route, school))
    request: Any = response.wsgi_request
    filters = filters_of(route)

    asked = offered(response.content.decode())

    assert {name for name, _ in asked} == filters.choices.keys()
    with scope.school(school.pk):
        for name, value in asked:
            query, gone = filters.read(request, QueryDict(urlencode({name: value})))
            assert gone == ()
            assert query == expected(filters, name, value)


def expected(filters: Filters, name: str, value: str) -> str:
    """What is kept of one question: nothing of what the list shows anyway."""
    one = filters.choices[name]
    if isinstance(one, Tick):
        return f"{name}=on"
    return "" if value == one.default else urlencode({name: value})


@each_list
def test_no_list_keeps_what_it_does_not_offer(
    route: Route, school: School, everything: Client
) -> None:
    request: Any = everything.get(address(route, school)).wsgi_request
    filters = filters_of(route)
    words = [name for name, one in filters.choices.items() if not isinstance(one, Tick)]

    with scope.school(school.pk):
        query, gone = filters.read(request, QueryDict(urlencode(dict.fromkeys(words, "Marigold"))))

    assert query == ""
    assert len(gone) == len(words)
