"""Whether the worker and the clock are alive, told by the database's clock."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import IntegrityError
from django.utils import timezone
from django_celery_beat.schedulers import DatabaseScheduler

from moderation.drafts.management.commands.watch import Command
from schoolsocial.celery import app
from schoolsocial.operations import heartbeat, scheduler, tasks
from schoolsocial.operations.models import Heartbeat
from tests.cast import run_sql

pytestmark = pytest.mark.django_db
WORKER, BEAT = Heartbeat.Kind.WORKER, Heartbeat.Kind.BEAT


def was_alive(kind: str, ago: timedelta) -> None:
    heartbeat.beat(Heartbeat.Kind(kind))
    run_sql(
        "UPDATE operations_heartbeat SET at = statement_timestamp() - %s WHERE kind = %s", ago, kind
    )


def test_installation_that_never_ran_is_silent() -> None:
    assert heartbeat.last() == {}
    assert heartbeat.silent(timezone.now()) == ["worker", "beat"]


def test_beat_leaves_the_databases_moment() -> None:
    heartbeat.beat(WORKER)

    ((moment, now),) = run_sql("SELECT at, statement_timestamp() FROM operations_heartbeat")
    assert heartbeat.last() == {"worker": moment}
    assert timedelta(0) <= now - moment < timedelta(minutes=1)


def test_who_was_alive_lately_is_not_silent() -> None:
    heartbeat.beat(WORKER)
    was_alive("beat", heartbeat.SILENT_AFTER + timedelta(seconds=30))

    assert heartbeat.silent(timezone.now()) == ["beat"]


@pytest.mark.parametrize(("seconds", "silent"), [(0, False), (1, True)])
def test_silence_begins_after_two_minutes(seconds: int, silent: bool) -> None:
    now = timezone.now()
    Heartbeat.objects.create(kind=WORKER, at=now - heartbeat.SILENT_AFTER)
    Heartbeat.objects.create(kind=BEAT, at=now)

    assert heartbeat.silent(now + timedelta(seconds=seconds)) == (["worker"] if silent else [])


def test_frequent_beats_write_once() -> None:
    was_alive("worker", timedelta(seconds=3))
    before = heartbeat.last()

    heartbeat.beat(WORKER)

    assert heartbeat.last() == before


def test_later_beat_moves_the_moment() -> None:
    was_alive("worker", timedelta(minutes=5))
    before = heartbeat.last()["worker"]

    heartbeat.beat(WORKER)

    assert heartbeat.last()["worker"] > before


def test_silence_costs_one_statement() -> None:
    with connection.execute_wrapper(counting := Counting()):
        heartbeat.silent(timezone.now())

    assert counting.statements == 1


class Counting:
    def __init__(self) -> None:
        self.statements = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.statements += 1
        return execute(sql, params, many, context)


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(IntegrityError, match="heartbeat_known_kind"), transaction.atomic():
        run_sql("INSERT INTO operations_heartbeat (kind, at) VALUES ('web', now())")


def test_pulse_says_that_a_worker_is_alive() -> None:
    tasks.pulse()

    assert set(heartbeat.last()) == {"worker"}


def test_watch_says_so_too_while_redis_is_away() -> None:
    with patch("moderation.drafts.management.commands.watch.close_old_connections"):
        Command()._look()

    assert set(heartbeat.last()) == {"worker"}


@pytest.fixture
def clock() -> scheduler.Scheduler:
    return scheduler.Scheduler(app=app, lazy=True)


def test_clock_says_so_with_each_round(clock: scheduler.Scheduler) -> None:
    with (
        patch.object(DatabaseScheduler, "tick", return_value=5.0),
        patch.object(scheduler, "close_old_connections"),
    ):
        assert clock.tick() == 5.0

    assert set(heartbeat.last()) == {"beat"}


def test_clock_goes_on_while_the_database_is_away(
    clock: scheduler.Scheduler, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        patch.object(heartbeat, "beat", side_effect=DatabaseError("no names here")),
        patch.object(scheduler, "close_old_connections"),
    ):
        clock.say_alive()

    assert "DatabaseError" in caplog.text
    assert "no names here" not in caplog.text


def test_clock_of_the_installation_is_this_one() -> None:
    assert app.conf.beat_scheduler == "schoolsocial.operations.scheduler:Scheduler"
