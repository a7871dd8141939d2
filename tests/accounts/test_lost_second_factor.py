"""Somebody lost their second factor: a colleague lets them set up another, on record."""

from http import HTTPStatus
from io import StringIO

import pytest
from allauth.account.internal.flows import reauthentication
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from schoolsocial.accounts.actions import second_factors
from schoolsocial.accounts.actions.second_factors import NoFactor, OwnFactor, ServesOthers
from schoolsocial.accounts.models import Letter, Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from tests.cast import client_of, give_second_factor, in_scope, join, make_person

NOW = timezone.now()


def place_of(person: Person, school: School) -> Membership:
    with in_scope(school.pk):
        return Membership.objects.select_related("person", "school").get(person=person)


def take_away(person: Person, school: School, by: Person) -> None:
    with in_scope(school.pk):
        second_factors.take_away(membership=place_of(person, school), by=by, now=NOW)


def has_factor(person: Person) -> bool:
    return bool(Authenticator.objects.filter(user=person).exists())


def just_signed_in(person: Person, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(reauthentication, "did_recently_authenticate", lambda _request: True)
    return client_of(person)


def address_of(person: Person, school: School) -> str:
    return f"/{school.slug}/people/{place_of(person, school).pk}/second-factor/"


def test_removal_is_offered_where_there_is_one(
    school: School, admin: Person, head: Person, teacher: Person
) -> None:
    client = client_of(admin)
    pages = [
        client.get(address_of(person, school).replace("second-factor/", "")).content.decode()
        for person in (head, teacher)
    ]

    assert [has_factor(head), has_factor(teacher)] == [True, False]
    assert ["They have lost their second factor" in page for page in pages] == [True, False]
    assert "They have no second factor." in pages[1]


def test_administrator_takes_it_away_and_it_is_set_up_anew(
    school: School, admin: Person, head: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = client_of(head)

    just_signed_in(admin, monkeypatch).post(address_of(head, school))

    assert not has_factor(head)
    assert not UserSession.objects.filter(user=head).exists()
    answer = theirs.get("/st-catherine/")
    assert answer["Location"].startswith("/account/login/")
    anew = client_of(head).get("/st-catherine/")
    assert (anew.status_code, anew["Location"]) == (HTTPStatus.FOUND, "/account/2fa/")


def test_it_is_on_record_and_told(school: School, admin: Person, head: Person) -> None:
    take_away(head, school, admin)

    with in_scope(school.pk):
        event = Event.objects.get(verb="second_factor.taken_away")
        assert (event.actor_id, event.object_id) == (admin.pk, place_of(head, school).pk)
        assert Letter.objects.get(kind="second-factor-gone").to == head.email


def test_who_signed_in_long_ago_shows_first_who_they_are(
    school: School, admin: Person, head: Person
) -> None:
    answer = client_of(admin).post(address_of(head, school))

    assert "reauthenticate" in answer["Location"]
    assert has_factor(head)


def test_nobody_takes_away_their_own(school: School, admin: Person) -> None:
    with pytest.raises(OwnFactor):
        take_away(admin, school, admin)

    assert has_factor(admin)


def test_one_that_protects_another_school_is_left_alone(
    school: School, other_school: School, admin: Person, head: Person
) -> None:
    join(head, other_school, Role.GOVERNOR)

    with pytest.raises(ServesOthers):
        take_away(head, school, admin)

    assert has_factor(head)


def test_one_of_who_runs_the_installation_is_left_alone(
    school: School, admin: Person, head: Person
) -> None:
    Person.objects.filter(pk=head.pk).update(is_platform_admin=True)

    with pytest.raises(ServesOthers):
        take_away(head, school, admin)


def test_where_there_is_none_it_is_said(
    school: School, admin: Person, teacher: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = just_signed_in(admin, monkeypatch).post(address_of(teacher, school), follow=True)

    assert "There is no second factor to take away." in page.content.decode()
    with pytest.raises(NoFactor):
        take_away(teacher, school, admin)


def test_another_schools_colleague_is_not_there(
    school: School, other_school: School, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = make_person(other_school, Role.SLT)
    pk = place_of(stranger, other_school).pk

    answer = just_signed_in(admin, monkeypatch).post(f"/{school.slug}/people/{pk}/second-factor/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert has_factor(stranger)


def test_operator_takes_away_any(db: None, settings: Settings) -> None:
    person = make_person(None)
    give_second_factor(person)

    call_command("remove_second_factor", person.email.upper(), stdout=StringIO())

    assert not has_factor(person)


def test_operator_is_told_of_a_wrong_address(db: None) -> None:
    with pytest.raises(CommandError, match="Check its spelling"):
        call_command("remove_second_factor", "nobody@school.example")
