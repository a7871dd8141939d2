"""No token is found anywhere but sealed in its row: every place it might leak to is read."""

import logging
from collections.abc import Iterator

import pytest
import requests
from django.apps import apps
from django.db import connection
from django.test import Client
from pytest_django import Settings

from moderation.drafts.jobs import sending
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x import tasks
from schoolsocial.x.jobs import keeping
from tests.cast import client_of
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, scheduled

HERE = "/st-catherine/accounts/"


@pytest.fixture(autouse=True)
def x(sandbox: SandboxX, settings: Settings) -> SandboxX:
    settings.X_API_URL = settings.X_PUBLIC_URL = sandbox.url
    settings.X_CLIENT_ID, settings.BASE_URL = "school-social", "http://testserver"
    settings.X_CLIENT_SECRET = "app-s3cret-of-the-installation"
    return sandbox


def connect(client: Client, handle: str) -> None:
    asked = client.post(f"{HERE}connect/", {"kind": "school"})["Location"]
    yes = asked.replace("/i/oauth2/authorize", "/i/oauth2/answer") + f"&as={handle}"
    back = requests.get(yes, allow_redirects=False, timeout=5).headers["Location"]
    client.get(back, follow=True)


def secrets_of(x: SandboxX) -> list[str]:
    """Every token X ever gave out, and the app's own secret."""
    grants = x.server.world.accounts.grants
    told = [token for grant in grants for token in (grant.access_token, grant.refresh_token)]
    return ["app-s3cret-of-the-installation", *filter(None, told)]


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
    """Connect, post with a fault, renew, die and disconnect; every page read meanwhile."""
    adopt_policy(school)
    client = client_of(head)
    connect(client, "OakfieldPrimary")
    post = scheduled(school, teacher, head)
    x.plan_fault("unauthorised")
    sending.send(school.pk, post.pk)
    for ids in keeping.to_renew():
        tasks.renew(*ids)
        tasks.look_at_profile(*ids)
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


def has_one(text: str, secrets: list[str]) -> bool:
    return any(secret in text for secret in secrets)
