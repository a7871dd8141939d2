"""An event of the audit chain beside a plain insert of the same row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections
from django.utils import timezone

from bench import scratch
from bench.timing import Row, Sample, compared
from schoolsocial.accounts.models import School
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope

AT_ONCE = 100  # events a round
ALREADY_THERE = 5_000  # events of the school before the first round
ROUNDS = 31
AIM = 0.7

# The same columns, types and indexes, row-level security too: all but the chain
PLAIN = """
CREATE TABLE bench_event (LIKE audit_event INCLUDING ALL);
ALTER TABLE bench_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY school ON bench_event USING (school_id = app_school() OR app_platform());
CREATE SEQUENCE bench_number;
GRANT ALL ON bench_event, bench_number TO schoolsocial_app;
"""
INSERT = """
INSERT INTO bench_event (school_id, at, actor_id, verb, object_type, object_id, payload,
                         sequence, previous, digest)
VALUES (%s, %s, %s, %s, %s, %s, %s, nextval('bench_number'), %s, %s)
"""
DIGEST = b"\x5a" * 32


def rows() -> list[Row]:
    """Inserts a second: each in a transaction of its own as actions do, and many in one."""
    with _school() as school:
        _fill(school)
        apart = compared(_apart(school, _chained), _apart(school, _plain), rounds=ROUNDS)
        together = compared(_together(school, _chained), _together(school, _plain), rounds=ROUNDS)
    return [
        _row("audit event, its own transaction", apart),
        _row(f"audit event, {AT_ONCE} in one transaction", together),
    ]


@contextmanager
def _school() -> Iterator[School]:
    with scratch.database():
        with connections["owner"].cursor() as cursor:
            cursor.execute(PLAIN)
        yield School.objects.create(slug="bench", name="Bench School")


def _fill(school: School) -> None:
    with scope.school(school.pk):
        for _ in range(ALREADY_THERE):
            _chained(school)
            _plain(school)


def _chained(school: School) -> None:
    audit.record(
        school_id=school.pk, by=7, verb="post.saved", subject=school, details={"revision": 3}
    )


def _plain(school: School) -> None:
    payload = connection.ops.adapt_json_value({"revision": 3}, None)
    values: list[Any] = [school.pk, timezone.now(), 7, "post.saved", "school", school.pk, payload]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [*values, DIGEST, DIGEST])


def _apart(school: School, insert: Callable[[School], None]) -> Callable[[], None]:
    def run() -> None:
        for _ in range(AT_ONCE):
            with scope.school(school.pk):
                insert(school)

    return run


def _together(school: School, insert: Callable[[School], None]) -> Callable[[], None]:
    def run() -> None:
        with scope.school(school.pk):
            for _ in range(AT_ONCE):
                insert(school)

    return run


def _row(what: str, times: tuple[Sample, Sample]) -> Row:
    ours, peer = (AT_ONCE * 1000 / sample.median for sample in times)
    return Row(
        what=what,
        unit="per s",
        ours=ours,
        peer=peer,
        peer_is="plain insert of the same row",
        at_least=AIM,
    )
