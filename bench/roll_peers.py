"""What the import of a roll is measured beside.

- **bare**: COPY of the file's six columns into a temporary table without key or index.
- **equal**: COPY of the pupils' finished rows into a table with the columns, defaults, checks,
  indexes and foreign keys of ``consent_pupil`` (its triggers are of updates alone). It is without
  row-level security: PostgreSQL refuses COPY into a table that has it.
- **kept**: the same, and COPY of the finished rows of what undoing needs, as the import writes
  them, into a table equal to ``consent_rollchange``.
- **django-import-export**, as its guide has it, and with the bulk writing it offers. It takes five
  columns, and neither matches children nor keeps anything for undoing.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from django.db import connection, connections, transaction
from import_export import resources
from tablib import Dataset

from consent.models import Pupil
from schoolsocial.accounts.models import School
from schoolsocial.tenancy import scope

BLOCK = 64 * 1024
BARE = "CREATE TEMPORARY TABLE bench_bare (a text, b text, c text, d date, e text, f text)"
TABLES = {"consent_pupil": "bench_pupil", "consent_rollchange": "bench_change"}
"""Each table with its equal."""

FOREIGN_KEYS = """
SELECT format('ALTER TABLE {equal} ADD CONSTRAINT %%I %%s', conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'
"""
COLUMNS = """
SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'id'
"""


class PupilResource(resources.ModelResource):
    """What a Django project writes who follows django-import-export's own guide."""

    class Meta:
        model = Pupil
        import_id_fields = ("admission_number",)
        fields = ("school", "admission_number", "legal_forename", "legal_surname", "year_group")
        use_transactions = True

    def after_import(self, *_arguments: object, **_options: object) -> None:
        """Its own would set the sequence, which the software's role may not."""


class PupilsInBulk(PupilResource):
    """The same with what its guide advises for large files."""

    class Meta(PupilResource.Meta):
        use_bulk = True
        skip_diff = True
        force_init_instance = True


def copy_bare(path: Path) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL datestyle = 'DMY'")
        cursor.execute(f"{BARE} ON COMMIT DROP")
        _copy(path, "bench_bare", "(FORMAT csv, HEADER)", "default")


def make_equals() -> None:
    """An empty equal of each table."""
    with connections["owner"].cursor() as cursor:
        for table, equal in TABLES.items():
            cursor.execute(f"CREATE TABLE {equal} (LIKE {table} INCLUDING ALL)")
            cursor.execute(FOREIGN_KEYS.format(equal=equal), [table])
            for (statement,) in cursor.fetchall():
                cursor.execute(statement)


def finished(school: School, folder: Path) -> dict[str, Path]:
    """What an import has written, as files that COPY takes, by table."""
    made = {table: folder / table for table in TABLES}
    with scope.school(school.pk), connection.cursor() as cursor:
        for table, path in made.items():
            statement = f"COPY (SELECT {_columns(table)} FROM {table}) TO STDOUT"
            with path.open("wb") as out, cursor.copy(statement) as copy:
                out.writelines(copy)
    return made


def copy_equal(files: Mapping[str, Path]) -> None:
    """These files into the equals of their tables, in one transaction; they are emptied before."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES.values())}")
    with transaction.atomic(using="owner"):
        for table, path in files.items():
            _copy(path, f"{TABLES[table]} ({_columns(table)})", "(FORMAT text)", "owner")


def import_export(school: School, resource: type[PupilResource], number: int) -> None:
    """As many children by django-import-export."""
    table = Dataset(headers=PupilResource.Meta.fields)
    for each in range(number):
        table.append((school.pk, f"P{each:06}", f"Child{each}", "O'Neill", "3"))
    with scope.school(school.pk):
        resource().import_data(table, raise_errors=True)
        if Pupil.objects.filter(admission_number__startswith="P").count() != number:
            raise AssertionError("django-import-export did not write every child.")


def _columns(table: str) -> str:
    with connections["owner"].cursor() as cursor:
        cursor.execute(COLUMNS, [table])
        return str(cursor.fetchone()[0])


def _copy(path: Path, target: str, how: str, using: str) -> None:
    with ExitStack() as opened:
        file = opened.enter_context(path.open("rb"))
        cursor = opened.enter_context(connections[using].cursor())
        copy = opened.enter_context(cursor.copy(f"COPY {target} FROM STDIN WITH {how}"))
        while block := file.read(BLOCK):
            copy.write(block)
