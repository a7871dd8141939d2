"""Writing a backup: one snapshot of every table, then every stored file."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from psycopg import Connection, Cursor, IsolationLevel, sql

from schoolsocial.operations.backup import keys, manifest, schema
from schoolsocial.operations.backup.chunks import Sealing
from schoolsocial.operations.backup.errors import BackupError
from schoolsocial.operations.backup.manifest import FILE, TABLE, Manifest
from schoolsocial.operations.backup.members import Writer

PIECE = 256 * 1024


def write(path: Path, session: Connection, files: Path) -> Manifest:
    """Write the backup to ``path``, whole or not at all.

    ``session`` is one of the tables' owner, outside any transaction. Raises ``BackupError``.
    """
    key_id, key = keys.current()
    draft = path.with_name(f"{path.name}.part")
    try:
        with _created(path, draft) as file:
            sealing = Sealing(file, key_id, key)
            made = _write_members(Writer(sealing), session, files)
            sealing.close()
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)  # never over a backup that is there
    except OSError as error:
        raise BackupError(f"The backup could not be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)
    return made


def _created(path: Path, draft: Path) -> BinaryIO:
    if path.exists():
        raise BackupError(f"There is a file {path} already. Choose another name.")
    return os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _write_members(writer: Writer, session: Connection, files: Path) -> Manifest:
    session.set_isolation_level(IsolationLevel.REPEATABLE_READ)
    session.set_read_only(True)
    try:
        with session.transaction(), session.cursor() as cursor:
            made = _write_tables(writer, cursor)
    finally:
        session.set_isolation_level(None)
        session.set_read_only(None)
    for name in stored(files):
        writer.add(FILE + name, _pieces(files / name))
    members = dict(writer.digests)
    complete = Manifest(**{**made.__dict__, "members": members})
    writer.add(manifest.NAME, [complete.as_json()])
    writer.end()
    return complete


def _write_tables(writer: Writer, cursor: Cursor) -> Manifest:
    schema.see_every_school(cursor)
    made_at: datetime
    [(made_at,)] = cursor.execute("SELECT statement_timestamp()").fetchall()
    columns = {
        name: columns
        for name, columns in schema.tables(cursor).items()
        if name not in schema.LEFT_OUT
    }
    rows = {}
    for name, named in columns.items():
        writer.add(TABLE + name, copied(cursor, name, named))
        rows[name] = cursor.rowcount
    return Manifest(
        made_at=made_at,
        version=manifest.version(),
        migrations=schema.migrations(cursor),
        columns=columns,
        rows=rows,
        sequences=schema.sequences(cursor),
        members={},
    )


def copied(cursor: Cursor, table: str, columns: list[str]) -> Iterator[bytes]:
    """A table as PostgreSQL writes it out, a line for each row, in the order in which they lie.

    Of a large table PostgreSQL would otherwise begin where another reading of it is just now, so
    that the same rows came in another order.
    """
    cursor.execute("SET synchronize_seqscans TO off")
    named = sql.SQL(", ").join(map(sql.Identifier, columns))
    command = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), named)
    with cursor.copy(command) as copying:
        yield from map(bytes, copying)


def stored(files: Path) -> list[str]:
    """Every stored file, by its name below the folder."""
    if not files.is_dir():
        return []
    found = (path for path in files.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(str(path.relative_to(files)) for path in found)


def _pieces(path: Path) -> Iterator[bytes]:
    """A file that was deleted meanwhile is empty: whoever deleted it wanted it gone."""
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
    except FileNotFoundError:
        return
