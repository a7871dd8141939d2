"""What watches over the processes is told the truth, and no more than it needs."""

from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from schoolsocial.accounts import readiness

NOBODY = "redis://127.0.0.1:1/0"


def test_live_asks_no_database() -> None:
    """Without the fixture that opens it, any query would fail here."""
    answer = Client().get("/live")

    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})
    assert "no-store" in answer["Cache-Control"]


def test_ready_asks_the_database_twice_at_most(
    db: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with patch.object(readiness, "_redis", return_value=readiness.WELL):
        Client().get("/ready")
        with django_assert_max_num_queries(4):
            answer = Client().get("/ready")

    assert (answer.status_code, answer.json()["status"]) == (200, "ready")


def test_without_redis_it_is_degraded_and_still_takes_requests(
    db: None, settings: Settings
) -> None:
    settings.CELERY_BROKER_URL = NOBODY

    answer = Client().get("/ready")

    told = {"status": "degraded", "database": "well", "migrations": "well"}
    assert (answer.status_code, answer.json()) == (200, {**told, "redis": "does not answer"})
    assert NOBODY not in answer.content.decode()


def test_without_the_database_it_is_not_ready(db: None, settings: Settings) -> None:
    settings.CELERY_BROKER_URL = NOBODY
    refused = OperationalError("connection to 10.0.0.7 failed: password for owner")

    with patch.object(connection, "ensure_connection", side_effect=refused):
        answer = Client().get("/ready")

    assert (answer.status_code, answer.json()["status"]) == (503, "not ready")
    assert answer.json()["migrations"] == "not asked"
    assert "10.0.0.7" not in answer.content.decode()


def test_before_its_migrations_are_applied_it_is_not_ready(db: None) -> None:
    with_one_more = readiness._ours() | {("following", "9999_of_the_next_release")}

    with patch.object(readiness, "_ours", return_value=with_one_more):
        answer = Client().get("/ready")

    assert (answer.status_code, answer.json()["migrations"]) == (503, "1 to be applied")


@pytest.mark.parametrize("path", ["/live", "/ready"])
def test_they_are_only_read(path: str) -> None:
    assert Client().post(path).status_code == 405
