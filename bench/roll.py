"""A roll of 100,000 rows brought into the register, beside raw COPY and django-import-export.

Each row of ours is read, judged, matched, written with its audit and kept for undoing; COPY only
copies the same columns into a bare table, and django-import-export takes a hundredth of the rows.
"""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils import timezone
from import_export import resources
from tablib import Dataset

from bench import memory, scratch
from bench.timing import Row
from consent.actions import imports
from consent.models import Pupil, RollChange
from consent.staging.stage import stage
from schoolsocial.accounts.models import School
from schoolsocial.tenancy import scope

ROWS = 100_000
PEER_ROWS = 1_000  # of django-import-export, which would take minutes for all of them
AT_LEAST_OF_PEER = 10
MOST_MEGABYTES = 50

HEADER = (
    "Adno",
    "Legal Forename",
    "Legal Surname",
    "DOB",
    "Year Group",
    "Class",
)
BARE = "CREATE TEMPORARY TABLE bench_roll (a text, b text, c text, d date, e text, f text)"


class PupilResource(resources.ModelResource):
    """What a Django project writes who follows django-import-export's own guide."""

    class Meta:
        model = Pupil
        import_id_fields = ("admission_number",)
        fields = ("school", "admission_number", "legal_forename", "legal_surname", "year_group")
        use_transactions = True

    def after_import(self, *_arguments: object, **_options: object) -> None:
        """Its own would set the sequence, which the software's role may not."""


def rows() -> list[Row]:
    """Rows a second of a first import, of the same file again, and the most memory."""
    with TemporaryDirectory() as folder, _school() as school:
        whole = _file(Path(folder, "whole.csv"), ROWS)
        bare = _rate(ROWS, lambda: _copy(whole))
        most: list[float] = []
        first = _rate(
            ROWS, lambda: most.append(_weighed(lambda path: _import(school, path), whole))
        )
        again = _rate(ROWS, lambda: _look(school, whole))
        peer = _rate(PEER_ROWS, lambda: _peer(school))
    return [
        _row("roll, first import", first, bare, "COPY into a bare table"),
        _row("roll, first import", first, peer, "django-import-export", AT_LEAST_OF_PEER),
        _row("roll, same file again", again, bare, "COPY into a bare table"),
        Row(what="roll, first import", unit="MB", ours=most[0], at_most=MOST_MEGABYTES),
    ]


def _weighed(call: Callable[[Path], object], path: Path) -> float:
    """Megabytes the call adds at its highest; 0 where that cannot be told."""
    if memory.can_measure():
        return memory.peak_here(call, path)
    call(path)
    return 0.0


@contextmanager
def _school() -> Iterator[School]:
    with scratch.database():
        yield School.objects.create(slug="bench", name="Bench School")


def _file(path: Path, number: int) -> Path:
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


def _rate(number: int, call: Callable[[], None]) -> float:
    started = perf_counter()
    call()
    return number / (perf_counter() - started)


def _copy(path: Path) -> None:
    with transaction.atomic(), connection.cursor() as cursor, path.open() as file:
        cursor.execute("SET LOCAL datestyle = 'DMY'")
        cursor.execute(BARE)
        with cursor.copy("COPY bench_roll FROM STDIN WITH (FORMAT csv, HEADER)") as copy:
            while block := file.read(64 * 1024):
                copy.write(block)


def _import(school: School, path: Path) -> None:
    with scope.school(school.pk), path.open("rb") as file:
        upload = UploadedFile(file=file, name=path.name, size=path.stat().st_size)
        imports.import_at_once(school=school, upload=upload, whole_school=False, now=timezone.now())
        if RollChange.objects.filter(of=RollChange.Of.PUPIL).count() != ROWS:
            raise AssertionError("Not every child was written.")


def _look(school: School, path: Path) -> None:
    with scope.school(school.pk), path.open("rb") as file:
        staged = stage(
            file, school_id=school.pk, chosen={}, whole_school=True, today=timezone.localdate()
        )
        if staged.counts.unchanged != ROWS:
            raise AssertionError("The same file would change something.")


def _peer(school: School) -> None:
    table = Dataset(headers=PupilResource.Meta.fields)
    for each in range(PEER_ROWS):
        table.append((school.pk, f"P{each:06}", f"Child{each}", "O'Neill", "3"))
    with scope.school(school.pk):
        PupilResource().import_data(table, raise_errors=True)


def _row(what: str, ours: float, peer: float, peer_is: str, at_least: float | None = None) -> Row:
    return Row(
        what=what,
        unit="rows/s",
        ours=ours,
        peer=peer,
        peer_is=peer_is,
        at_least=at_least,
    )
