"""Bringing a backup back: everything is verified first, then written in one transaction."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from psycopg import Connection, Cursor, errors, sql

from schoolsocial.operations.backup import chunks, keys, manifest, members, schema
from schoolsocial.operations.backup.errors import Damaged, NotHere, NotTheSame
from schoolsocial.operations.backup.manifest import FILE, TABLE, Manifest

Afterwards = Callable[[Cursor, Manifest], None]


def verify(file: BinaryIO) -> Manifest:
    """Read it all and write nothing. Raises ``Damaged`` or ``NoKey``."""
    seen: dict[str, members.Digest] = {}
    rows: dict[str, int] = {}
    listed: Manifest | None = None
    for name, data in _members(file):
        if name == manifest.NAME:
            listed = manifest.from_json(b"".join(data))
            continue
        if listed is not None or name in seen:
            raise Damaged("its members are not in order")
        counting = _Counting(data)
        seen[name] = counting.digest()
        if name.startswith(TABLE):
            rows[name.removeprefix(TABLE)] = counting.lines
    if listed is None or seen != listed.members or rows != listed.rows:
        raise Damaged("its list of contents does not fit what is in it")
    for name in listed.members:
        _refuse_a_way_out(name)
    return listed


def restore(file: BinaryIO, session: Connection, files: Path, then: Afterwards) -> Manifest:
    """Verify, then write all of it, or nothing.

    ``session`` is one of the tables' owner, outside any transaction. ``then`` runs inside the
    same transaction. Raises ``BackupError``.
    """
    listed = verify(file)
    with session.transaction(), session.cursor() as cursor:
        schema.see_every_school(cursor)
        _refuse_unless_fit(cursor, listed)
        before = schema.whole(cursor)
        keys_between = _open_up(cursor, listed)
        _write(file, cursor, listed, files)
        _shut(cursor, listed, keys_between)
        if schema.whole(cursor) != before:
            raise NotTheSame("The walls are not as they were, so nothing was restored.")
        then(cursor, listed)
    return listed


def _members(file: BinaryIO) -> Iterator[tuple[str, Iterator[bytes]]]:
    file.seek(0)
    return members.read(chunks.opened(file, keys.known()))


class _Counting:
    """Counts lines and bytes of a member on the way."""

    def __init__(self, data: Iterator[bytes]) -> None:
        self._data, self.lines = data, 0

    def digest(self) -> members.Digest:
        return members.Writer(_Nowhere()).add("", self._read())

    def _read(self) -> Iterator[bytes]:
        for piece in self._data:
            self.lines += piece.count(b"\n")
            yield piece


class _Nowhere:
    def write(self, data: bytes | memoryview) -> None:
        """Kept nowhere."""


def _refuse_a_way_out(name: str) -> None:
    """A file's name may not lead out of the folder."""
    path = PurePosixPath(name.removeprefix(FILE))
    if name.startswith(FILE) and (path.is_absolute() or ".." in path.parts or "\0" in name):
        raise Damaged("a file in it has a name that leads elsewhere")


def _refuse_unless_fit(cursor: Cursor, listed: Manifest) -> None:
    cursor.execute("SET LOCAL lock_timeout = '10s'")
    try:
        cursor.execute("LOCK TABLE accounts_school IN ACCESS EXCLUSIVE MODE")
    except errors.UndefinedTable:
        raise NotHere("This database has no tables yet. Run manage.py migrate first.") from None
    except errors.LockNotAvailable:
        raise NotHere("This database is in use. Stop web, worker and clock first.") from None
    here = schema.tables(cursor)
    columns = {name: here.get(name) for name in listed.columns}
    if schema.migrations(cursor) != listed.migrations or columns != listed.columns:
        raise NotHere(
            f"This backup was made by release {listed.version}, whose tables differ from those "
            f"here. Restore with that release, then migrate."
        )
    held = [name for name in here if name not in schema.SEEDED and _has_rows(cursor, name)]
    if held:
        raise NotHere(
            "This database is not empty. A backup is restored into a new, migrated database only."
        )


def _has_rows(cursor: Cursor, table: str) -> bool:
    ask = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table))
    return cursor.execute(ask).fetchone() == (True,)


def _open_up(cursor: Cursor, listed: Manifest) -> list[schema.ForeignKey]:
    """Let rows in as they were, in any order: until ``_shut`` this transaction alone sees that."""
    for name in schema.walled(cursor):
        cursor.execute(_altered(name, "NO FORCE ROW LEVEL SECURITY"))
    for name in listed.columns:
        cursor.execute(_altered(name, "DISABLE TRIGGER USER"))
    between = schema.foreign_keys(cursor)
    for key in between:
        drop = sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}")
        cursor.execute(drop.format(sql.SQL(key.table), sql.Identifier(key.name)))
    # Truncated, the seeded ones are empty, and in all of them rows lie as they are written
    names = sql.SQL(", ").join(map(sql.Identifier, listed.columns))
    cursor.execute(sql.SQL("TRUNCATE {}").format(names))
    return between


def _write(file: BinaryIO, cursor: Cursor, listed: Manifest, files: Path) -> None:
    for name, data in _members(file):
        if name.startswith(TABLE):
            _fill(cursor, name.removeprefix(TABLE), listed, data)
        elif name.startswith(FILE):
            _put(files / name.removeprefix(FILE), data)
        else:
            for _ in data:
                pass


def _fill(cursor: Cursor, table: str, listed: Manifest, data: Iterator[bytes]) -> None:
    named = sql.SQL(", ").join(map(sql.Identifier, listed.columns[table]))
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), named)
    with cursor.copy(command) as copying:
        for piece in data:
            copying.write(piece)
    if cursor.rowcount != listed.rows[table]:
        raise NotTheSame(f"{table} has not the rows it had, so nothing was restored.")


def _put(path: Path, data: Iterator[bytes]) -> None:
    """The file whole or not at all. One that is there of an earlier try belongs to no row."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.part")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for piece in data:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _shut(cursor: Cursor, listed: Manifest, between: list[schema.ForeignKey]) -> None:
    """Every key is checked against every row as it is put back."""
    for key in between:
        add = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
        parts = sql.SQL(key.table), sql.Identifier(key.name), sql.SQL(key.definition)
        cursor.execute(add.format(*parts))
    for name in listed.columns:
        cursor.execute(_altered(name, "ENABLE TRIGGER USER"))
    _set_sequences(cursor, listed.sequences)
    for name in _walls_to_force(cursor):
        cursor.execute(_altered(name, "FORCE ROW LEVEL SECURITY"))


def _walls_to_force(cursor: Cursor) -> list[str]:
    found = cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind = 'r' AND relrowsecurity"
    )
    return [str(name) for (name,) in found]


def _set_sequences(cursor: Cursor, sequences: Mapping[str, tuple[int, bool]]) -> None:
    for name, (last, called) in sequences.items():
        cursor.execute("SELECT setval(%s::regclass, %s, %s)", [f'public."{name}"', last, called])


def _altered(table: str, how: str) -> sql.Composed:
    return sql.SQL("ALTER TABLE {} {}").format(sql.Identifier(table), sql.SQL(how))
