"""At the door: passwords, second factors, limits, and what the audit says of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client

from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import PASSWORD, TOTP_SECRET, client_of, make_person, make_school

LOGIN = "/account/login/"
START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def writer(school: School) -> Person:
    """A teacher with a password."""
    return make_person(school, Role.TEACHER, email="writer@school.example", password=PASSWORD)


@pytest.fixture
def leader(school: School) -> Person:
    """SLT with a password and an authenticator app."""
    return make_person(school, Role.SLT, email="leader@school.example", password=PASSWORD)


def sign_in(person: Person, password: str = PASSWORD) -> Client:
    client = Client()
    client.post(LOGIN, {"login": person.email, "password": password})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def door_events() -> list[tuple[str, int | None, int | None]]:
    with scope.platform():
        rows = Event.objects.filter(school_id=0).order_by("sequence")
        return list(rows.values_list("verb", "actor_id", "object_id"))


def code_now(secret: str = TOTP_SECRET) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def test_password_opens_the_door(writer: Person) -> None:
    assert is_in(sign_in(writer))
    assert door_events() == [("sign_in.done", writer.pk, writer.pk)]


def test_wrong_password_is_audited_without_the_address(writer: Person) -> None:
    assert not is_in(sign_in(writer, "wrong password entirely"))
    assert door_events() == [("sign_in.failed", None, writer.pk)]


def test_unknown_address_gets_the_same_answer(writer: Person) -> None:
    known = Client().post(LOGIN, {"login": writer.email, "password": "wrong"})
    unknown = Client().post(LOGIN, {"login": "nobody@school.example", "password": "wrong"})

    said = "The email address and/or password you specified are not correct."
    assert said in known.content.decode()
    assert said in unknown.content.decode()
    assert door_events()[1] == ("sign_in.failed", None, None)


def test_guessing_is_limited_even_with_the_right_password(writer: Person) -> None:
    for _ in range(6):
        sign_in(writer, "wrong password entirely")

    assert not is_in(sign_in(writer))


def test_sign_out_is_audited(writer: Person) -> None:
    client = sign_in(writer)

    client.post("/account/logout/")

    assert not is_in(client)
    assert door_events()[-1] == ("sign_in.ended", writer.pk, None)


def test_second_factor_is_asked_for_and_accepted(leader: Person, school: School) -> None:
    client = sign_in(leader)
    assert not is_in(client)

    client.post("/account/2fa/authenticate/", {"code": code_now()})

    assert client.get(f"/{school.slug}/").status_code == 200


def test_wrong_code_opens_nothing(leader: Person) -> None:
    client = sign_in(leader)

    client.post("/account/2fa/authenticate/", {"code": "000000"})

    assert not is_in(client)


@time_machine.travel(START, tick=False)
def test_code_works_once(leader: Person) -> None:
    sign_in(leader).post("/account/2fa/authenticate/", {"code": code_now()})
    second = sign_in(leader)

    second.post("/account/2fa/authenticate/", {"code": code_now()})

    assert not is_in(second)


def test_seed_of_the_app_is_sealed_at_rest(leader: Person) -> None:
    stored = Authenticator.objects.get(user=leader).data["secret"]

    assert TOTP_SECRET not in stored


@pytest.mark.parametrize("role", [Role.SLT, Role.DSL, Role.OFFICE, Role.ADMIN])
def test_school_demands_a_second_factor_of_these(school: School, role: Role) -> None:
    person = make_person(school, role, second_factor=False)

    answer = client_of(person).get(f"/{school.slug}/")

    assert answer["Location"] == "/account/2fa/"


@pytest.mark.parametrize("role", [Role.TEACHER, Role.GOVERNOR])
def test_school_demands_none_of_these(school: School, role: Role) -> None:
    assert client_of(make_person(school, role)).get(f"/{school.slug}/").status_code == 200


def test_demand_is_a_setting_of_the_school(school: School) -> None:
    School.objects.update(require_second_factor=False)
    person = make_person(school, Role.SLT, second_factor=False)

    assert client_of(person).get(f"/{school.slug}/").status_code == 200


def test_nobody_signs_themselves_up(db: None) -> None:
    answers = {"email": "me@school.example", "password1": PASSWORD, "password2": PASSWORD}

    Client().post("/account/signup/", answers)

    assert not Person.objects.exists()


def test_forgotten_password_is_set_anew_by_mail(writer: Person) -> None:
    client = Client()
    client.post("/account/password/reset/", {"email": writer.email})
    link = re.search(r"/account/password/reset/key/\S+", str(mail.outbox[0].body))
    assert link

    form = client.get(link[0], follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "nine purple lanterns", "password2": "nine purple lanterns"})

    assert is_in(sign_in(writer, "nine purple lanterns"))
    assert ("account.password_reset", writer.pk, writer.pk) in door_events()


def test_reset_for_an_unknown_address_tells_nobody(db: None) -> None:
    known = Client().post("/account/password/reset/", {"email": "nobody@school.example"})

    assert known["Location"] == "/account/password/reset/done/"


@pytest.mark.parametrize(
    ("later", "stays"),
    [
        (timedelta(minutes=59), True),
        (timedelta(minutes=61), False),
    ],
)
def test_idle_session_ends(writer: Person, school: School, later: timedelta, stays: bool) -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = client_of(writer)
        client.get(f"/{school.slug}/")
        clock.shift(later)

        client.get(f"/{school.slug}/")

        assert is_in(client) is stays


def test_busy_session_ends_after_the_working_day(writer: Person, school: School) -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = client_of(writer)
        client.get(f"/{school.slug}/")
        for _ in range(13):
            clock.shift(timedelta(minutes=55))
            client.get(f"/{school.slug}/")
        assert is_in(client)

        clock.shift(timedelta(minutes=55))
        client.get(f"/{school.slug}/")

        assert not is_in(client)


def test_own_sessions_are_listed_and_ended(writer: Person, school: School) -> None:
    phone, laptop = sign_in(writer), sign_in(writer)

    listed = laptop.get("/account/sessions/").content.decode()
    laptop.post("/account/sessions/")

    assert "127.0.0.1" in listed
    assert not is_in(phone)
    assert is_in(laptop)


@pytest.mark.django_db(transaction=True)
def test_changes_of_the_second_factor_are_audited() -> None:
    writer = make_person(make_school(), Role.TEACHER, password=PASSWORD)
    client = sign_in(writer)
    client.get("/account/2fa/totp/activate/")
    code = code_now(client.session["mfa.totp.secret"])

    client.post("/account/2fa/totp/activate/", {"code": code})

    assert Authenticator.objects.filter(user=writer).exists()
    assert door_events()[-1] == ("second_factor.totp_activated", writer.pk, writer.pk)
    assert mail.outbox[0].to == [writer.email]
