"""A drill: a backup is made, restored into a database for the purpose, compared, and dropped."""

import hashlib
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from schoolsocial.operations.backup import aftermath, making, restoring, schema
from schoolsocial.operations.backup.errors import BackupError, NotTheSame
from schoolsocial.operations.backup.manifest import FILE, TABLE, Manifest
from schoolsocial.operations.backup.session import of_the_owner

ALIAS = "drill"
ALL = "postgres"
Prepare = Callable[[str], None]


def run() -> Manifest:
    """Raises ``BackupError`` where what comes back is not what went in."""
    with tempfile.TemporaryDirectory(prefix="schoolsocial-drill-") as place:
        path, files = Path(place) / "backup", Path(place) / "files"
        with of_the_owner() as session:
            made = making.write(path, session, Path(settings.PRIVATE_ROOT))
        with _throw_away() as database:
            migrate(database)
            _restore(path, database, files)
            compare(made, database, files)
    return made


def migrate(database: str) -> None:
    """Give that database on the same server its tables, by this release's migrations."""
    connections.databases[ALIAS] = {**connections.databases["owner"], "NAME": database}
    try:
        call_command("migrate", database=ALIAS, verbosity=0, interactive=False)
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.databases[ALIAS]


@contextmanager
def _throw_away() -> Iterator[str]:
    name = f"{connections['owner'].settings_dict['NAME']}_drill_{secrets.token_hex(4)}"
    with of_the_owner(ALL) as session:
        try:
            session.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege:
            raise BackupError(
                "The owner of the tables may not make a database for the drill. "
                "Give it that right: ALTER ROLE schoolsocial_owner CREATEDB."
            ) from None
        try:
            yield name
        finally:
            session.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _restore(path: Path, database: str, files: Path) -> None:
    with path.open("rb") as file, of_the_owner(database) as session:
        restoring.restore(file, session, files, aftermath.settle)


def compare(made: Manifest, database: str, files: Path) -> None:
    """Every table row for row, by the digest of its copy, but for what the restore itself writes;
    every file; no school may post. Raises ``NotTheSame``.
    """
    with of_the_owner(database) as session, session.transaction(), session.cursor() as cursor:
        schema.see_every_school(cursor)
        for table, columns in made.columns.items():
            if table not in aftermath.WRITES and _digest(cursor, table, columns) != (
                made.members[TABLE + table].sha256
            ):
                raise NotTheSame(f"{table} came back otherwise than it was.")
        going = cursor.execute("SELECT FROM accounts_school WHERE posting_paused_at IS NULL")
        if going.fetchone() is not None:
            raise NotTheSame("A school would go on posting after a restore.")
    for name, digest in made.members.items():
        if name.startswith(FILE):
            content = (files / name.removeprefix(FILE)).read_bytes()
            if hashlib.sha256(content).hexdigest() != digest.sha256:
                raise NotTheSame("A stored picture came back otherwise than it was.")


def _digest(cursor: psycopg.Cursor, table: str, columns: list[str]) -> str:
    digest = hashlib.sha256()
    for piece in making.copied(cursor, table, columns):
        digest.update(piece)
    return digest.hexdigest()
