import threading
from collections.abc import Callable

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from schoolsocial.accounts.models import School
from schoolsocial.audit import actions
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import as_owner, in_scope, make_school, run_sql


def record(school: School, verb: str = "post.approved") -> None:
    actions.record(school_id=school.pk, by=1, verb=verb)


def test_record_numbers_events_and_links_each_to_the_last(school: School) -> None:
    with in_scope(school.pk):
        for verb in ("post.started", "post.approved"):
            record(school, verb)

        first, second = Event.objects.order_by("sequence")
    assert (first.sequence, second.sequence) == (1, 2)
    assert bytes(first.previous) == b""
    assert bytes(second.previous) == bytes(first.digest)


def test_record_keeps_a_chain_for_each_school(school: School, other_school: School) -> None:
    for one in (school, other_school):
        with in_scope(one.pk):
            record(one)

    assert school.pk != other_school.pk
    with scope.platform():
        assert set(Event.objects.values_list("school_id", "sequence")) == {
            (school.pk, 1),
            (other_school.pk, 1),
        }


def test_record_goes_with_its_transaction(school: School) -> None:
    with in_scope(school.pk):
        undone = transaction.savepoint()
        record(school)
        transaction.savepoint_rollback(undone)

        assert not Event.objects.exists()


@pytest.mark.parametrize("words", ["Amelia Jones", "a@b.example", "l'été", ["fine", "not fine"]])
def test_record_refuses_words_that_could_be_a_name(school: School, words: str) -> None:
    with in_scope(school.pk), pytest.raises(actions.NotACode):
        actions.record(school_id=school.pk, by=1, verb="post.saved", details={"text": words})


def test_record_of_another_school_is_refused(school: School, other_school: School) -> None:
    with (
        in_scope(school.pk),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        record(other_school)


CHANGES = [
    "UPDATE audit_event SET verb = 'post.rejected'",
    "DELETE FROM audit_event",
    "TRUNCATE audit_event",
]


@pytest.mark.parametrize("change", CHANGES)
def test_events_cannot_be_changed_by_the_software(school: School, change: str) -> None:
    with in_scope(school.pk):
        record(school)

        with pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
            run_sql(change)


@pytest.mark.parametrize("change", CHANGES)
def test_events_cannot_be_changed_by_the_owner(school: School, change: str) -> None:
    with in_scope(school.pk):
        record(school)

    with pytest.raises(ProgrammingError, match="is refused"), as_owner():
        run_sql(change)


def test_a_forged_digest_is_overwritten_by_the_database(school: School) -> None:
    with in_scope(school.pk):
        run_sql(
            "INSERT INTO audit_event (school_id, sequence, at, verb, object_type, payload, "
            "previous, digest) VALUES (%s, 99, now(), 'forged', '', '{}', 'x', 'x')",
            school.pk,
        )

        assert Event.objects.get().sequence == 1
        assert bytes(Event.objects.get().digest) != b"x"


def at_the_same_time(*jobs: Callable[[], None]) -> None:
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_events_of_many_workers_make_one_chain(owner: psycopg.Connection) -> None:
    school = make_school()

    def work() -> None:
        try:
            for _ in range(10):
                with scope.school(school.pk):
                    record(school)
        finally:
            connection.close()

    at_the_same_time(work, work, work, work)

    linked = owner.execute(
        "SELECT count(*) FROM audit_event one JOIN audit_event next"
        " ON next.sequence = one.sequence + 1 AND next.previous = one.digest"
    ).fetchone()
    assert linked == (39,)
