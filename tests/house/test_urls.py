"""Every address says who may open it."""

import pytest
from django.test import Client
from django.urls import reverse

from schoolsocial.accounts.access import Kind
from schoolsocial.accounts.allauth_pages import KINDS, SIGNED_IN
from tests.cast import client_of, make_person
from tests.routes import our_routes, routes


def test_every_address_is_classified() -> None:
    silent = [
        route.path
        for route in routes()
        if route.access is None and route.name not in KINDS and "social/" not in route.path
    ]

    assert silent == []


def test_list_of_allauths_pages_has_no_stale_name() -> None:
    assert KINDS.keys() - {route.name for route in routes()} == set()


def test_school_pages_are_guarded_and_live_under_the_schools_name() -> None:
    public_in_school = {
        route.name
        for route in our_routes()
        if route.access and route.access.kind is Kind.PUBLIC and "school" in route.parameters
    }
    misplaced = [
        route.path
        for route in our_routes()
        if route.access
        and route.access.kind is Kind.SCHOOL
        and not route.path.startswith("<slug:school>/")
    ]

    # The one is opened by the key in its link; the other every school has to publish
    assert public_in_school == {"join", "policy_public"}
    assert misplaced == []


@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_allauths_private_pages_ask_for_a_sign_in(db: None, name: str) -> None:
    kwargs = {"pk": 1} if name in {"mfa_edit_webauthn", "mfa_remove_webauthn"} else {}

    answer = Client().get(reverse(name, kwargs=kwargs))

    closed = name == "account_email"
    assert answer.status_code == (404 if closed else 302)
    assert closed or answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize("path", ["email/", "google/login/token/", "social/connections/"])
def test_pages_not_offered_are_not_there(db: None, path: str) -> None:
    assert client_of(make_person(None)).get(f"/account/{path}").status_code == 404
