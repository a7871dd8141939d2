"""A roll of 100,000 rows brought into the register, beside what ``roll_peers`` says.

Each row of ours is read, judged, matched, written with its audit and kept for undoing. All of them
take turns, from call to commit, with what they wrote taken out in between.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, connections
from django.utils import timezone

from bench import memory, roll_memory, roll_peers, scratch
from bench.timing import Row, Sample, sample
from consent.actions import imports
from consent.models import RollChange
from consent.staging.stage import stage
from schoolsocial.accounts.models import School
from schoolsocial.tenancy import scope

ROWS = 100_000
PEER_ROWS = 1_000  # of django-import-export, which would take minutes for all of them
ROUNDS = 5
OF_COPY = 0.2
OF_IMPORT_EXPORT = 40
MOST_GROWTH = 1.5  # in memory, for ten times the rows

HEADER = ("Adno", "Legal Forename", "Legal Surname", "DOB", "Year Group", "Class")

Call = Callable[[], object]


def rows() -> list[Row]:
    """Rows a second of a first import and of the same file again, and the memory of one."""
    with TemporaryDirectory() as folder, _school() as (school, database):
        path = Path(folder)
        whole = file(path / "whole.csv", ROWS)
        measured = _memory(path, school, database)
        _import(school, whole)
        written = roll_peers.finished(school, path)
        roll_peers.make_equals()
        again = sample([_rate(ROWS, partial(_look, school, whole)) for _ in range(ROUNDS)])
        found = _in_turn(_calls(school, whole, written))
    return [*_beside(found), _row("roll, same file again", again), *measured]


def _calls(school: School, whole: Path, written: Mapping[str, Path]) -> dict[str, tuple[int, Call]]:
    pupils = {"consent_pupil": written["consent_pupil"]}
    guide, bulk = roll_peers.PupilResource, roll_peers.PupilsInBulk
    by_other = partial(roll_peers.import_export, school)
    return {
        "ours": (ROWS, partial(_import, school, whole)),
        "bare": (ROWS, partial(roll_peers.copy_bare, whole)),
        "equal": (ROWS, partial(roll_peers.copy_equal, pupils)),
        "kept": (ROWS, partial(roll_peers.copy_equal, written)),
        "guide": (PEER_ROWS, partial(by_other, guide, PEER_ROWS)),
        "bulk": (PEER_ROWS, partial(by_other, bulk, PEER_ROWS)),
    }


def _beside(found: Mapping[str, Sample]) -> list[Row]:
    peers = {
        "equal": ("COPY into a table equal to the pupils'", OF_COPY),
        "kept": ("COPY into tables equal to both it writes", None),
        "bare": ("COPY into a bare table", None),
        "guide": (f"django-import-export, {PEER_ROWS:,} rows", OF_IMPORT_EXPORT),
        "bulk": (f"django-import-export in bulk, {PEER_ROWS:,} rows", None),
    }
    return [
        _row("roll, first import", found["ours"], found[name], peer_is, at_least)
        for name, (peer_is, at_least) in peers.items()
    ]


def _in_turn(calls: Mapping[str, tuple[int, Call]]) -> dict[str, Sample]:
    """Rows a second of each, one after the other in every round."""
    rates: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(ROUNDS):
        for name, (number, call) in calls.items():
            _empty()
            rates[name].append(_rate(number, call))
    return {name: sample(found) for name, found in rates.items()}


def _rate(number: int, call: Call) -> float:
    started = perf_counter()
    call()
    return number / (perf_counter() - started)


def _empty() -> None:
    with scope.platform(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM consent_rollchange")
        cursor.execute("DELETE FROM consent_pupil")
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE consent_rollchange, consent_pupil")


def _memory(folder: Path, school: School, database: str) -> list[Row]:
    """What a tenth of the rows takes beside all of them."""
    if not memory.can_measure():
        return []
    weighed = []
    for number in (ROWS, ROWS // 10):
        path = file(folder / f"{number}.csv", number)
        weighed.append(roll_memory.peak(path, database=database, school_id=school.pk))
        _empty()
    return [
        Row(
            what="roll, memory",
            unit="MB",
            ours=weighed[0],
            peer=weighed[1],
            peer_is="ours with a tenth of the rows",
            at_most=MOST_GROWTH,
        )
    ]


@contextmanager
def _school() -> Iterator[tuple[School, str]]:
    with scratch.database() as name:
        yield School.objects.create(slug="bench", name="Bench School"), name


def file(path: Path, number: int) -> Path:
    """A roll of so many children in six classes, without doubts."""
    born = date(2016, 9, 1)
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        for each in range(number):
            day = born + timedelta(days=each % 2000)
            year = str(each % 6 + 1)
            name = f"Child{each}"
            writer.writerow((f"{each:06}", name, "O'NEILL", f"{day:%d/%m/%Y}", year, f"{year} Oak"))
    return path


def bring_in(school_id: int, path: Path) -> None:
    """Import the file, as the command line does."""
    school = School.objects.get(pk=school_id)
    with scope.school(school_id), path.open("rb") as content:
        upload = UploadedFile(file=content, name=path.name, size=path.stat().st_size)
        imports.import_at_once(school=school, upload=upload, whole_school=False, now=timezone.now())


def _import(school: School, path: Path) -> None:
    bring_in(school.pk, path)
    with scope.school(school.pk):
        if RollChange.objects.filter(of=RollChange.Of.PUPIL).count() != ROWS:
            raise AssertionError("Not every child was written.")


def _look(school: School, path: Path) -> None:
    with scope.school(school.pk), path.open("rb") as content:
        staged = stage(
            content, school_id=school.pk, chosen={}, whole_school=True, today=timezone.localdate()
        )
        if staged.counts.unchanged != ROWS:
            raise AssertionError("The same file would change something.")


def _row(
    what: str,
    ours: Sample,
    peer: Sample | None = None,
    peer_is: str = "",
    at_least: float | None = None,
) -> Row:
    return Row(
        what=what,
        unit="rows/s",
        ours=ours.median,
        spread=ours.spread,
        peer=peer.median if peer else None,
        peer_spread=peer.spread if peer else None,
        peer_is=peer_is,
        at_least=at_least,
    )
