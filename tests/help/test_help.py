"""One way to all help, and each page it lists opens."""

import re

import pytest
from django.test import Client

from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from tests.cast import client_of, make_person
from tests.posts import adopt_policy


@pytest.mark.parametrize("role", Role)
def test_help_lists_pages_that_open(school: School, role: Role) -> None:
    adopt_policy(school)
    client = client_of(make_person(school, role))

    page = client.get(f"/{school.slug}/help/").content.decode().split("<main", 1)[1]

    addresses = re.findall(rf'<a href="(/{school.slug}/[^"]+)"', page)
    assert len(addresses) >= 3
    assert {client.get(address).status_code for address in addresses} == {200}


def test_help_is_in_the_menu(school: School, teacher: Person) -> None:
    page = client_of(teacher).get(f"/{school.slug}/").content.decode()

    assert f'<a href="/{school.slug}/help/">Help</a>' in page


def test_help_is_for_the_school(school: School, other_school: School, teacher: Person) -> None:
    assert client_of(teacher).get(f"/{other_school.slug}/help/").status_code == 404
    assert Client().get(f"/{school.slug}/help/").status_code == 302
