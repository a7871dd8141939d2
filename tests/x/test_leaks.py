"""No token is found anywhere but sealed in its row: every place it might leak to is read."""

import logging
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from pytest_django import Settings

from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.fixtures.sandbox import SandboxX
from tests.x.leaking import APP_SECRET, HERE, connected_and_posted, has_one, secrets_of


@pytest.fixture(autouse=True)
def x(sandbox: SandboxX, settings: Settings) -> SandboxX:
    settings.X_API_URL = settings.X_PUBLIC_URL = sandbox.url
    settings.X_CLIENT_ID, settings.BASE_URL = "school-social", "http://testserver"
    settings.X_CLIENT_SECRET = APP_SECRET
    return sandbox


def cells() -> Iterator[tuple[str, str, str]]:
    """(table, column, everything in it as text) of the whole database."""
    tables = {model._meta.db_table for model in apps.get_models()}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f"SELECT * FROM {table}")  # the tables of our own models
            rows = cursor.fetchall()
            for at, column in enumerate(cursor.description or ()):
                values = (row[at] for row in rows)
                text = " ".join(
                    bytes(one).decode("latin-1")
                    if isinstance(one, memoryview | bytes)
                    else str(one)
                    for one in values
                )
                yield table, column.name, text


def live(x: SandboxX, school: School, head: Person, teacher: Person) -> str:
    """Connect, post with a fault, renew; every page read afterwards."""
    connected_and_posted(x, school, head, teacher)
    client = client_of(head)
    with scope.school(school.pk):
        pk = school.accounts.get().pk
    read = [client.get(f"{HERE}{page}").content.decode() for page in ("", f"{pk}/", "spending/")]
    return "".join(read)


def test_no_token_leaves_its_row(
    x: SandboxX,
    school: School,
    head: Person,
    teacher: Person,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    x.add_account("OakfieldPrimary")

    pages = live(x, school, head, teacher)

    secrets = secrets_of(x)
    assert len(secrets) > 4
    with scope.school(school.pk):
        found = [(table, column) for table, column, text in cells() if has_one(text, secrets)]
    assert found == []
    assert not has_one(caplog.text, secrets)
    assert not has_one(pages, secrets)


def test_what_is_read_would_show_a_token(x: SandboxX, school: School, head: Person) -> None:
    """The control: one letter with a token in its path is found."""
    grant = x.add_account("OakfieldPrimary")
    with scope.school(school.pk):
        school.letters.create(
            to=head.email,
            kind="invitation",
            path=f"/{grant.access_token}/",
            queued_at="2026-11-30T09:00Z",
        )

        found = [
            (table, column)
            for table, column, text in cells()
            if has_one(text, [grant.access_token])
        ]

    assert found == [("accounts_letter", "path")]
