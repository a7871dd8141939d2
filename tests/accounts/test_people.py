import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.forms import model_to_dict
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from schoolsocial.accounts import queries
from schoolsocial.accounts.actions import people
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from tests.cast import PASSWORD, client_of, in_scope, join, make_person, make_school


def place_of(person: Person, school: School) -> Membership:
    with in_scope(school.pk):
        return Membership.objects.get(person=person)


def deactivate(person: Person, school: School, by: Person) -> None:
    with in_scope(school.pk):
        people.deactivate(membership=place_of(person, school), by=by)


def test_place_comes_with_its_school_as_it_is(
    school: School, teacher: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    School.objects.filter(pk=school.pk).update(posting_paused_at=timezone.now(), trip_hours=7)
    [place] = queries.places_of(teacher)

    with django_assert_num_queries(0):
        told = model_to_dict(place.school)

    assert told == model_to_dict(School.objects.get())
    assert told["trip_hours"] == 7


def test_new_roles_count_at_the_next_click(school: School, admin: Person, teacher: Person) -> None:
    client, browser = client_of(teacher), client_of(admin)

    browser.post(f"/{school.slug}/people/{place_of(teacher, school).pk}/", {"roles": ["governor"]})

    assert client.get(f"/{school.slug}/").status_code == 200
    assert place_of(teacher, school).roles == ["governor"]


def test_new_roles_are_audited_with_the_old_ones(
    school: School, admin: Person, teacher: Person
) -> None:
    with in_scope(school.pk):
        people.change_roles(
            membership=place_of(teacher, school), by=admin, roles=[Role.TEACHER, Role.SLT]
        )

        event = Event.objects.get(verb="roles.changed")
    assert event.payload == {"before": ["teacher"], "after": ["slt", "teacher"]}


def test_nobody_raises_themselves(school: School, admin: Person) -> None:
    own = place_of(admin, school)

    page = client_of(admin).post(
        f"/{school.slug}/people/{own.pk}/", {"roles": ["admin", "slt"]}, follow=True
    )

    assert "Nobody changes their own roles" in page.content.decode()
    assert place_of(admin, school).roles == ["admin"]


def test_nobody_deactivates_themselves(school: School, admin: Person) -> None:
    with pytest.raises(people.OwnRoles):
        deactivate(admin, school, by=admin)


def test_a_person_has_at_least_one_role(school: School, admin: Person, teacher: Person) -> None:
    path = f"/{school.slug}/people/{place_of(teacher, school).pk}/"

    page = client_of(admin).post(path, {"csrfmiddlewaretoken": "from the form"})

    assert "Choose at least one role." in page.content.decode()


@pytest.mark.parametrize("roles", [[Role.TEACHER], [Role.SLT, Role.GOVERNOR]])
def test_last_administrator_keeps_the_role(
    school: School, admin: Person, teacher: Person, roles: list[Role]
) -> None:
    with in_scope(school.pk), pytest.raises(people.LastAdministrator):
        people.change_roles(membership=place_of(admin, school), by=teacher, roles=roles)


def test_last_administrator_keeps_the_place(school: School, admin: Person, teacher: Person) -> None:
    with pytest.raises(people.LastAdministrator):
        deactivate(admin, school, by=teacher)


def test_a_deactivated_administrator_does_not_count(school: School, admin: Person) -> None:
    second = make_person(school, Role.ADMIN)
    deactivate(second, school, by=admin)

    with pytest.raises(people.LastAdministrator):
        deactivate(admin, school, by=second)


def test_deactivation_ends_sessions_at_once(school: School, admin: Person, teacher: Person) -> None:
    phone, laptop = client_of(teacher), client_of(teacher)
    assert phone.get(f"/{school.slug}/").status_code == 200

    client_of(admin).post(f"/{school.slug}/people/{place_of(teacher, school).pk}/deactivate/")

    for browser in (phone, laptop):
        answer = browser.get(f"/{school.slug}/")
        assert answer["Location"] == f"/account/login/?next=/{school.slug}/"


def test_deactivated_everywhere_cannot_sign_in(school: School, admin: Person) -> None:
    person = make_person(school, Role.TEACHER, password=PASSWORD)
    deactivate(person, school, by=admin)
    client = Client()

    client.post("/account/login/", {"login": person.email, "password": PASSWORD})

    assert "_auth_user_id" not in client.session


def test_deactivated_in_one_school_signs_in_for_the_other(
    school: School, other_school: School, admin: Person
) -> None:
    person = make_person(school, Role.TEACHER, password=PASSWORD)
    join(person, other_school, Role.TEACHER)
    deactivate(person, school, by=admin)
    client = Client()

    client.post("/account/login/", {"login": person.email, "password": PASSWORD})

    assert client.get(f"/{other_school.slug}/").status_code == 200
    assert client.get(f"/{school.slug}/").status_code == 404


def test_reactivation_gives_back_the_roles(school: School, admin: Person, teacher: Person) -> None:
    deactivate(teacher, school, by=admin)

    client_of(admin).post(f"/{school.slug}/people/{place_of(teacher, school).pk}/reactivate/")

    assert client_of(teacher).get(f"/{school.slug}/").status_code == 200
    assert place_of(teacher, school).roles == ["teacher"]


def test_each_step_is_audited(school: School, admin: Person, teacher: Person) -> None:
    deactivate(teacher, school, by=admin)
    with in_scope(school.pk):
        people.reactivate(membership=place_of(teacher, school), by=admin)

        events = list(Event.objects.order_by("sequence").values_list("verb", "actor_id"))
    assert events == [("person.deactivated", admin.pk), ("person.reactivated", admin.pk)]


def refused(action: Callable[[], None], refusals: list[Exception]) -> Callable[[], None]:
    def run() -> None:
        try:
            action()
        except Refusal as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    return run


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_deactivate_each_other() -> None:
    school = make_school()
    one, two = make_person(school, Role.ADMIN), make_person(school, Role.ADMIN)
    refusals: list[Exception] = []

    threads = [
        threading.Thread(target=refused(lambda: deactivate(one, school, by=two), refusals)),
        threading.Thread(target=refused(lambda: deactivate(two, school, by=one), refusals)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with in_scope(school.pk):
        assert Membership.objects.holding(Role.ADMIN).count() == 1
    assert [type(refusal) for refusal in refusals] == [people.LastAdministrator]
