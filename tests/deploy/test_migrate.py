"""A migration that cannot have its lock soon gives up; pages do not wait for it."""

from collections.abc import Iterator
from unittest.mock import patch

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate as django_migrate
from django.db import OperationalError, connection, transaction

from schoolsocial.accounts.management.commands import migrate

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh_session() -> Iterator[None]:
    """What a failed command set for its session ends with it."""
    yield
    connection.close()


def alters_a_table(*_args: object, **_options: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE accounts_school IN ACCESS EXCLUSIVE MODE")


def sleeps(*_args: object, **_options: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(30)")


def test_table_in_use_is_told_in_one_sentence(
    owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "LOCK_SECONDS", 0.2)

    with owner.transaction():
        owner.execute("SELECT FROM accounts_school")
        with (
            patch.object(django_migrate.Command, "handle", alters_a_table),
            pytest.raises(CommandError, match="Run migrate again"),
        ):
            call_command("migrate", database="default")


def test_statement_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "STATEMENT_MINUTES", 0.002)

    with (
        patch.object(django_migrate.Command, "handle", sleeps),
        pytest.raises(CommandError, match="took more than"),
    ):
        call_command("migrate", database="default")


def test_other_trouble_keeps_its_own_words() -> None:
    away = django_migrate.Command

    def is_away(*_args: object, **_options: object) -> None:
        raise OperationalError("the server closed the connection")

    with (
        patch.object(away, "handle", is_away),
        pytest.raises(OperationalError, match="closed the connection"),
    ):
        call_command("migrate", database="default")


def test_limits_are_shorter_than_a_visitors_patience() -> None:
    assert migrate.LOCK_SECONDS <= 5
