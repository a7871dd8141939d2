"""A roll is changed by one at a time: two imports, or an import and the office, in one moment.

Each test has its control: without the wait, what it guards against happens.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connections

from consent.actions import imports, pupils
from consent.models import Pupil, RollImport
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope, run_sql
from tests.consent.families import NOW
from tests.consent.rolls import imported, previewed, received, the_pupil

pytestmark = pytest.mark.django_db(transaction=True)

AMELIA = "000101,B801200005001,Amelia,Brown,14/02/2019,Year 3,3 Oak,"
JOSH = "000102,P207000016049,Josh,Khan,02/05/2019,Year 3,3 Oak,"
WAITING_FOR_US = (
    "SELECT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
)
LATER = NOW + timedelta(hours=1)
LONGEST = 30  # s, for a thread to come to where it waits


class Meanwhile:
    """What the next import meets between working out and writing: it is begun in a thread of its
    own, and the import goes on once that is over or waits for the import."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, pool: ThreadPoolExecutor) -> None:
        self.monkeypatch, self.pool = monkeypatch, pool
        self.running: Future[None] | None = None

    def happens(self, call: Callable[[], None]) -> None:
        write = imports.write_staged

        def write_late(*arguments: Any) -> None:
            self.monkeypatch.setattr(imports, "write_staged", write)
            self.running = self.pool.submit(alone, call)
            until_over_or_waiting(self.running)
            write(*arguments)

        self.monkeypatch.setattr(imports, "write_staged", write_late)

    def result(self) -> None:
        """Wait until it is over; raises what it raised."""
        assert self.running is not None
        self.running.result(LONGEST)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Iterator[Meanwhile]:
    with ThreadPoolExecutor(1) as pool:
        yield Meanwhile(monkeypatch, pool)


def alone(call: Callable[[], None]) -> None:
    try:
        call()
    finally:
        connections.close_all()


def until_over_or_waiting(running: Future[None]) -> None:
    ends = time.monotonic() + LONGEST
    while not running.done() and not run_sql(WAITING_FOR_US):
        assert time.monotonic() < ends
        time.sleep(0.01)


@pytest.fixture
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "wait_for_others", lambda _school_id: None)


def looked_at(school: School, *rows: str) -> tuple[RollImport, str]:
    with in_scope(school.pk):
        made = received(school, *rows)
        return made, previewed(made).digest


def apply(school: School, made: RollImport, confirmed: str) -> None:
    with in_scope(school.pk):
        imports.apply(roll_import=made, confirmed=confirmed, by=None, now=LATER)


def correct(school: School, office: Person) -> None:
    """The office gives Amelia the name she goes by; the rest of the page is as it was."""
    with in_scope(school.pk):
        amelia = the_pupil("000101")
        values = {name: getattr(amelia, name) for name in pupils.CORRECTABLE}
        values["preferred_forename"] = "Millie"
        pupils.correct(pupil=amelia, seen=pupils.as_of(amelia), by=office, now=NOW, values=values)


def two_imports(school: School, meanwhile: Meanwhile) -> None:
    first, second = looked_at(school, AMELIA, JOSH), looked_at(school, AMELIA, JOSH)
    meanwhile.happens(lambda: apply(school, *second))
    apply(school, *first)


def test_second_import_waits_and_is_to_be_looked_at_again(
    school: School, meanwhile: Meanwhile
) -> None:
    two_imports(school, meanwhile)

    with pytest.raises(imports.Outdated):
        meanwhile.result()
    with in_scope(school.pk):
        assert Pupil.objects.count() == 2


@pytest.mark.usefixtures("without_waiting")
def test_control_second_import_that_does_not_wait_breaks_the_first(
    school: School, meanwhile: Meanwhile
) -> None:
    with pytest.raises(IntegrityError):
        two_imports(school, meanwhile)


def import_during_a_correction(school: School, office: Person, meanwhile: Meanwhile) -> None:
    """Amelia moves by an import; after it was worked out, the office corrects her name."""
    with in_scope(school.pk):
        imported(school, AMELIA)
    moved = looked_at(school, AMELIA.replace("3 Oak", "3 Elm"))
    meanwhile.happens(lambda: correct(school, office))
    apply(school, *moved)


def amelia_now(school: School) -> tuple[str, str]:
    with in_scope(school.pk):
        amelia = the_pupil("000101")
        return amelia.preferred_forename, str(amelia.school_class)


def test_correction_during_an_import_waits_and_is_to_be_looked_at_again(
    school: School, office: Person, meanwhile: Meanwhile
) -> None:
    import_during_a_correction(school, office, meanwhile)

    with pytest.raises(pupils.ChangedMeanwhile):
        meanwhile.result()
    assert amelia_now(school) == ("", "3 Elm")


@pytest.mark.usefixtures("without_waiting")
def test_control_correction_that_does_not_wait_is_saved_and_lost(
    school: School, office: Person, meanwhile: Meanwhile
) -> None:
    import_during_a_correction(school, office, meanwhile)

    meanwhile.result()
    assert amelia_now(school) == ("", "3 Elm")
