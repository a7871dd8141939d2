"""What a migration would do to pages that run beside it, by the SQL that PostgreSQL would get.

django-migration-linter judges; it is shown only statements about tables that were there before, as
a table just made is empty and nobody waits for it. Checks of our own: a constraint that reads every
row while nobody may write.
"""

import re
from collections.abc import Iterator, Sequence

from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django_migration_linter.sql_analyser.analyser import analyse_sql_statements
from django_migration_linter.sql_analyser.base import Check, CheckMode, CheckType
from django_migration_linter.sql_analyser.postgresql import PostgresqlAnalyser

_TABLE = re.compile(
    r'\A(?:ALTER TABLE|CREATE (?:UNIQUE )?INDEX .*? ON) (?:IF EXISTS )?(?:ONLY )?"?(\w+)"?',
    re.DOTALL,
)
_MADE = re.compile(r'^\s*CREATE TABLE "?(\w+)"?', re.MULTILINE)


def _adds(code: str, kind: str) -> Check:
    pattern = re.compile(rf"\AALTER TABLE .*ADD CONSTRAINT .*{kind}(?!.*NOT VALID)", re.DOTALL)

    def adds(sql: str, **_told: object) -> bool:
        return bool(pattern.search(sql))

    said = f"{kind} reads every row while nobody may write: NOT VALID first, then VALIDATE"
    return Check(code, adds, said, CheckMode.ONE_LINER, CheckType.ERROR)


class Analyser(PostgresqlAnalyser):
    migration_checks = [
        *PostgresqlAnalyser.migration_checks,
        _adds("ADD_CHECK", "CHECK"),
        _adds("ADD_FOREIGN_KEY", "FOREIGN KEY"),
    ]


def codes(statements: Sequence[str], made_before: Sequence[str] = ()) -> set[str]:
    """The codes of all that is wrong. ``made_before``: statements released together with these."""
    made = set(_MADE.findall("\n".join([*made_before, *statements])))
    about_old = [sql for sql in statements if _table_of(sql) not in made]
    errors, _ignored, warnings = analyse_sql_statements(Analyser, about_old, [])
    return {issue.code for issue in [*errors, *warnings]}


def sql_of(migration: Migration, state: ProjectState) -> list[str]:
    """What it would send to a database in this state, without comments."""
    with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
        migration.apply(state, editor, collect_sql=True)
    lines = (line for sql in editor.collected_sql for line in [sql.strip()])
    return [line for line in lines if line and not line.startswith("--")]


def released_with(migration: Migration, loader: MigrationLoader) -> Iterator[Migration]:
    """The migration that makes the tables to which this one adds the walls."""
    if "walls" in migration.name:
        for key in migration.dependencies:
            if key[0] == migration.app_label:
                yield loader.disk_migrations[key]


def _table_of(sql: str) -> str:
    found = _TABLE.search(sql)
    return found[1] if found else ""
