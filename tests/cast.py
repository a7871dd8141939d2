"""Who appears in the tests: two schools and the people in them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from allauth.usersessions.models import UserSession
from django.db import connection, transaction
from django.test import Client

from schoolsocial.accounts.actions import people, second_factors
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import NEEDS_SECOND_FACTOR, Role
from schoolsocial.tenancy import scope

TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "seven grey otters swimming"

CSRF = re.compile(r"[A-Za-z0-9]{64}")

_numbers = count(1)

in_scope = scope.school  # with in_scope(school.pk): …


def make_school(slug: str = "st-catherine", **fields: Any) -> School:
    """A school; ``fields`` as on the model."""
    fields.setdefault("name", slug.replace("-", " ").title())
    return School.objects.create(slug=slug, **fields)


def make_person(
    school: School | None,
    *roles: Role,
    name: str = "",
    email: str = "",
    password: str | None = None,
    second_factor: bool | None = None,
) -> Person:
    """A person with these roles in the school, with a second factor where a role needs one."""
    number = next(_numbers)
    person = people.create(
        email=email or f"person{number}@school.example",
        name=name or f"Person {number}",
        password=password,
    )
    if second_factor if second_factor is not None else NEEDS_SECOND_FACTOR.intersection(roles):
        give_second_factor(person)
    if school is not None:
        join(person, school, *roles)
    return person


def join(person: Person, school: School, *roles: Role) -> Membership:
    """The person's membership of (one more) school."""
    with scope.school(school.pk):
        return Membership.objects.create(school=school, person=person, roles=list(roles))


def give_second_factor(person: Person) -> None:
    """An authenticator app; its secret is ``TOTP_SECRET``."""
    second_factors.give_totp(person=person, secret=TOTP_SECRET)


def client_of(person: Person) -> Client:
    """A browser in which the person has signed in."""
    client = Client()
    client.force_login(person)
    UserSession.objects.create(
        user=person, session_key=client.session.session_key, ip="127.0.0.1", user_agent="Test"
    )
    return client


def seen(response: Any) -> tuple[int, str]:
    """Status and page, without what differs by nature: the CSRF token and the page's own path."""
    page = CSRF.sub("", response.content.decode())
    return response.status_code, page.replace(response.wsgi_request.get_full_path(), "")


@contextmanager
def as_owner(*, without_triggers: bool = False) -> Iterator[None]:
    """Act as the tables' owner, inside the test's own transaction: the one who could tamper."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        if without_triggers:
            cursor.execute("SET session_replication_role = replica")
    try:
        with transaction.atomic():
            yield
    finally:
        with connection.cursor() as cursor:
            if without_triggers:
                cursor.execute("SET session_replication_role = origin")
            cursor.execute("SET ROLE schoolsocial_app")


def run_sql(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Raw SQL on the software's own connection; rows if there are any."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []
