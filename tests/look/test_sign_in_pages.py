"""allauth's pages wear our frame, speak plainly and run nothing written in the page."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from tests.cast import PASSWORD, client_of, make_person

VISITOR = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_signup",
]
OWN = [
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_list_webauthn",
    "usersessions_list",
]
AFTER_CONFIRMING = ["mfa_activate_totp", "mfa_add_webauthn"]
WITH_SECOND_FACTOR = [
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
]
AMERICAN = re.compile(
    r"\b(Please|Successfully|Invalid|Log ?in|Two-Factor|third-party)\b", re.IGNORECASE
)
TAG = re.compile(r"<[^>]+>")
RUNS = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE)


@pytest.fixture
def writer(school: School) -> Person:
    """A teacher with a password."""
    return make_person(school, Role.TEACHER, password=PASSWORD)


def confirmed(client: Client) -> Client:
    """The browser of somebody who has just shown their password once more."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def assert_ours(html: str) -> None:
    main = html.split("<main", 1)[1].split("</main>", maxsplit=1)[0]
    assert 'class="wordmark"' in html
    assert html.count("<h1>") == 1
    assert AMERICAN.findall(TAG.sub(" ", main)) == []
    assert RUNS.findall(html) == []


@pytest.mark.parametrize("name", VISITOR)
def test_page_of_a_visitor_is_ours(db: None, name: str) -> None:
    assert_ours(Client().get(reverse(name)).content.decode())


@pytest.mark.parametrize("name", OWN)
def test_page_of_somebody_signed_in_is_ours(db: None, name: str) -> None:
    client = client_of(make_person(None, password=PASSWORD))

    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert_ours(answer.content.decode())


@pytest.mark.parametrize("name", AFTER_CONFIRMING)
def test_page_that_adds_a_second_factor_is_ours(db: None, name: str) -> None:
    client = confirmed(client_of(make_person(None, password=PASSWORD)))

    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert_ours(answer.content.decode())


@pytest.mark.parametrize("name", WITH_SECOND_FACTOR)
def test_page_about_a_second_factor_is_ours(db: None, name: str) -> None:
    person = make_person(None, password=PASSWORD, second_factor=True)
    RecoveryCodes.activate(person)
    client = confirmed(client_of(person))

    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert_ours(answer.content.decode())


def test_second_factor_is_asked_for_in_our_words(db: None) -> None:
    person = make_person(None, password=PASSWORD, second_factor=True)

    answer = Client().post(
        reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True
    )

    assert answer.redirect_chain[-1][0].startswith(reverse("mfa_authenticate"))
    assert "six digits" in answer.content.decode()
    assert_ours(answer.content.decode())


def test_wrong_password_keeps_the_address_and_says_so(teacher: Person) -> None:
    page = (
        Client()
        .post(reverse("account_login"), {"login": teacher.email, "password": "not this one"})
        .content.decode()
    )

    assert f'value="{teacher.email}"' in page
    assert 'role="alert"' in page
    assert "not this one" not in page


def test_link_for_a_new_password_that_is_spent_offers_another(db: None) -> None:
    address = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "spent"})

    page = Client().get(address).content.decode()

    assert "This link no longer works" in page
    assert reverse("account_reset_password") in page


def test_signing_in_needs_no_congratulation(writer: Person) -> None:
    client, who = Client(), {"login": writer.email, "password": PASSWORD}

    page = client.post(reverse("account_login"), who, follow=True).content.decode()

    assert writer.name in page
    assert "signed in as" not in page


def test_changed_password_is_told_in_our_words(writer: Person) -> None:
    new = "eight grey otters swimming"
    words = {"oldpassword": PASSWORD, "password1": new, "password2": new}

    answer = client_of(writer).post(reverse("account_change_password"), words)

    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert told == ["Your password is changed."]
