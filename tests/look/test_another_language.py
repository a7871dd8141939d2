"""A page whose words are all marked speaks another language as soon as there is one (ADR 48)."""

from http import HTTPStatus
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation.trans_real import DjangoTranslation

from schoolsocial.accounts.access import Kind
from schoolsocial.accounts.models import Person, School, Trust, TrustPlace
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from tests.accounts.samples import parameters, world
from tests.cast import client_of, make_person
from tests.governance.trusts import join, make_trust_admin
from tests.look.tongue import counted, left_of, one, quoted, stored, untold
from tests.routes import Route, our_routes

HELP = ["drafts:help", "followers:help", "incidents:help", "consent:help"]
PAGES = [route for route in our_routes() if route.access and route.access.kind is not Kind.PUBLIC]
EXAMPLES = {
    "Amelia",
    "Brown",
    "3 Oak",
    "@somebody",
    "UPN",
    "Rude words.",
    "Two approve",
    "Two see more.",
}
"""Names, a handle and an acronym that are the same in each language; what is kept sealed, or is
another's: what a trust proposes.
"""
FAMILIES = {"campaign_letter"}
"""Said in the family's own language."""


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DjangoTranslation, "gettext", one)
    monkeypatch.setattr(DjangoTranslation, "ngettext", counted)


def opened(route: Route) -> HttpResponse:
    """The page with something in it, for somebody who may see everything."""
    given = world()
    person = make_person(given.school, *Role, second_factor=True)
    Person.objects.filter(pk=person.pk).update(is_platform_admin=True)
    found = parameters(route, given, person)
    if "school" in route.parameters:
        found["school"] = given.school.slug
    if "trust" in route.parameters:
        trust = Trust.objects.get(slug=found["trust"])
        person = make_trust_admin(trust)
        with scope.trust(trust.pk):
            joined = TrustPlace.across_schools.filter(school=given.school).exists()
        if not joined:
            join(given.school, trust, person)
    address = reverse(route.name, kwargs=found)
    return client_of(person).get(address)  # type: ignore[return-value]


def is_read(route: Route) -> bool:
    """Whether it is opened, not only posted to."""
    named: dict[str, Any] = dict.fromkeys(route.parameters, 1)
    if "school" in route.parameters:
        named["school"] = "any"
    takes = Client().put(reverse(route.name, kwargs=named))["Allow"]
    return "GET" in takes.split(", ")


@pytest.mark.usefixtures("bracketed", "db")
@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.name)
def test_page_is_wholly_told_in_it(route: Route) -> None:
    if route.name in FAMILIES or not is_read(route):
        return
    answer = opened(route)
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code != HTTPStatus.OK or not kind.startswith("text/html"):
        return

    with scope.platform():
        known = stored()

    assert left_of(untold(answer.content.decode()), known | quoted() | EXAMPLES) == []


@pytest.mark.usefixtures("bracketed")
@pytest.mark.parametrize("page", HELP)
def test_help_is_told_in_it_with_its_frame(page: str, school: School, head: Person) -> None:
    html = client_of(head).get(reverse(page, kwargs={"school": school.slug})).content.decode()

    assert html.count("⟦") > 50
    assert left_of(untold(html), {school.name, head.name}) == []


def test_words_without_a_mark_are_seen(school: School, head: Person) -> None:
    html = client_of(head).get(reverse("drafts:help", kwargs={"school": school.slug}))

    assert left_of(untold(html.content.decode()), {school.name, head.name})


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("<p>⟦Saved by ⟦the head⟧⟧.</p>", []),
        ("<p>⟦Saved by⟧ Helen Head</p>", []),
        ("<p>⟦Saved⟧ by Helen Head</p>", ["by Helen Head"]),
        ('<a aria-label="Next month">⟦›⟧</a>', ["Next month"]),
        ("<script>say('Saved')</script>", []),
    ],
)
def test_what_stands_outside_the_brackets_is_found(page: str, left: list[str]) -> None:
    assert left_of(untold(page), {"Helen Head", "Helen"}) == left
