"""Every address × everybody × GET and POST, expected from what each view says of itself.

Who may not come in is told to sign in, refused (403), or told that there is no such page (404), and
another school's things answer exactly as things that are not there.
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from schoolsocial.accounts.access import Kind
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import GRANTS, Role
from tests.accounts.samples import HIDDEN_FROM, World, nowhere, parameters, world
from tests.cast import client_of, give_second_factor, make_person, seen
from tests.governance.trusts import join, make_trust, make_trust_admin
from tests.routes import Route, our_routes

METHODS = ["GET", "POST"]
ROUTES = our_routes()
SIGN_IN, FORBIDDEN, MISSING, NOT_ALLOWED, LET_IN = "sign in", 403, 404, 405, "let in"


def each(routes: list[Route]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("route", routes, ids=lambda route: route.name)


def of_kind(kind: Kind) -> list[Route]:
    return [route for route in ROUTES if route.access and route.access.kind is kind]


each_route = each(ROUTES)
each_school_route = each(of_kind(Kind.SCHOOL))
each_platform_route = each(of_kind(Kind.PLATFORM))
each_trust_route = each(of_kind(Kind.TRUST))
THE_SAME_EVERYWHERE = {"guide_task"}
"""What they name belongs to no school."""
each_route_to_a_thing = each(
    [
        way
        for way in of_kind(Kind.SCHOOL)
        if way.parameters - {"school"} and way.name not in THE_SAME_EVERYWHERE
    ]
)


@pytest.fixture
def given(db: None) -> World:
    return world()


def address(route: Route, school: School, found: dict[str, Any]) -> str:
    where = {"school": school.slug} if "school" in route.parameters else {}
    return reverse(route.name, kwargs=where | found)


def outcome(response: Any) -> int | str:
    """What happened at the door."""
    if response.status_code == HTTPStatus.FOUND:
        return SIGN_IN if response["Location"].startswith("/account/login/?next=") else LET_IN
    status: int = response.status_code
    return status if status in {FORBIDDEN, MISSING, NOT_ALLOWED} else LET_IN


def allowed_methods(route: Route) -> set[str]:
    """What the view itself says it takes; a view without a limit fails here."""
    refusal = Client().put(
        address(route, School(slug="any"), dict.fromkeys(route.parameters - {"school"}, 1))
    )
    assert refusal.status_code == NOT_ALLOWED, f"{route.path} does not limit its methods."
    return set(refusal["Allow"].split(", "))


def expected(route: Route, role: Role | None, *, here: bool) -> int | str:
    """What must happen to somebody with this role (``None``: not signed in), here or elsewhere."""
    access = route.access
    assert access
    if access.kind is Kind.PUBLIC:
        return LET_IN
    if role is None:
        return SIGN_IN
    if access.kind is Kind.SIGNED_IN:
        return LET_IN
    if access.kind in {Kind.PLATFORM, Kind.TRUST} or not here:
        return MISSING
    if access.permission not in GRANTS[role]:
        return FORBIDDEN
    return MISSING if role in HIDDEN_FROM.get(route.name, ()) else LET_IN


def everybody(given: World) -> Iterator[tuple[str, Person | None, Role | None, bool]]:
    """(who, the person, role that counts, whether in the school of the address)."""
    yield "nobody", None, None, False
    for role in Role:
        yield f"{role} here", make_person(given.school, role), role, True
    everything = make_person(given.other_school, *Role, second_factor=True)
    yield "all roles elsewhere", everything, Role.ADMIN, False
    gone = make_person(given.school, *Role, second_factor=True)
    Person.objects.filter(pk=gone.pk).update(is_active=False)
    yield "deactivated", gone, None, False


@each_route
def test_everybody_at_the_door(given: World, route: Route) -> None:
    takes = allowed_methods(route)
    wrong = []
    for who, person, role, here in everybody(given):
        client = client_of(person) if person else Client()
        door = address(route, given.school, parameters(route, given, person or given.teacher))
        for method in METHODS:
            wanted = expected(route, role, here=here) if method in takes else NOT_ALLOWED
            happened = outcome(client.generic(method, door))
            if happened != wanted:
                wrong.append(f"{method} by {who}: {happened} instead of {wanted}")
    assert wrong == []


@each_school_route
def test_another_school_is_like_none(given: World, route: Route) -> None:
    outsider = client_of(make_person(given.other_school, *Role, second_factor=True))
    found = parameters(route, given, given.teacher)

    for method in METHODS:
        existing = outsider.generic(method, address(route, given.school, found))
        invented = outsider.generic(method, address(route, School(slug="no-such-school"), found))

        assert seen(existing) == seen(invented)
        assert existing.headers == invented.headers


@each_route_to_a_thing
def test_another_schools_thing_is_like_a_missing_one(given: World, route: Route) -> None:
    neighbour = client_of(make_person(given.other_school, *Role, second_factor=True))
    found = parameters(route, given, given.teacher)

    for method in METHODS:
        existing = neighbour.generic(method, address(route, given.other_school, found))
        missing = neighbour.generic(method, address(route, given.other_school, nowhere(found)))

        assert outcome(existing) in {MISSING, NOT_ALLOWED}
        assert seen(existing) == seen(missing)
        assert existing.headers == missing.headers


@each_platform_route
def test_platform_pages_open_to_its_administrators(given: World, route: Route) -> None:
    person = make_person(None)
    Person.objects.filter(pk=person.pk).update(is_platform_admin=True)
    give_second_factor(person)
    client = client_of(person)

    opened = {method: outcome(client.generic(method, reverse(route.name))) for method in METHODS}

    takes = allowed_methods(route)
    assert opened == {method: LET_IN if method in takes else NOT_ALLOWED for method in METHODS}


@each_trust_route
def test_trust_pages_open_to_its_people_and_no_others(given: World, route: Route) -> None:
    trust, other = make_trust(), make_trust("dee", "Dee Trust")
    member, stranger = make_trust_admin(trust), make_trust_admin(other)
    join(given.school, trust, member)
    door = reverse(route.name, kwargs=parameters(route, given, given.teacher))
    takes = allowed_methods(route)

    for method in takes & set(METHODS):
        assert outcome(client_of(member).generic(method, door)) == LET_IN
        assert outcome(client_of(stranger).generic(method, door)) == MISSING
