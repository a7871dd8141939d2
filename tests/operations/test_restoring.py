"""A backup of two schools comes back whole, or not at all."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql
from pytest_django import Settings

from moderation.drafts.models import Post
from schoolsocial.operations.backup import aftermath, chunks, making, restoring, schema
from schoolsocial.operations.backup.errors import BackupError, Damaged, NoKey, NotHere, NotTheSame
from schoolsocial.operations.backup.manifest import Manifest
from schoolsocial.operations.backup.session import of_the_owner
from tests.operations.conftest import make_backup

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return tmp_path / "restored"


def bring_back(backup: Path, session: psycopg.Connection, files: Path) -> Manifest:
    with backup.open("rb") as file:
        return restoring.restore(file, session, files, aftermath.settle)


def is_empty(session: psycopg.Connection) -> bool:
    asked = " UNION ALL ".join(
        f'SELECT 1 FROM "{name}"' for name in schema.tables(session.cursor()).keys() - schema.SEEDED
    )
    return session.execute(f"SELECT count(*) FROM ({asked}) AS rows").fetchone() == (0,)


def test_every_row_of_both_schools_comes_back(
    backup: Path, in_target: psycopg.Connection, files: Path
) -> None:
    listed = bring_back(backup, in_target, files)

    assert listed.rows["accounts_school"] == 2
    with in_target.cursor() as cursor:
        for table, columns in listed.columns.items():
            if table not in aftermath.WRITES:
                came = b"".join(making.copied(cursor, table, columns))
                with of_the_owner() as session, session.cursor() as reading:
                    assert came == b"".join(making.copied(reading, table, columns)), table


def test_backup_holds_no_session_and_no_device(
    backup: Path, in_target: psycopg.Connection, files: Path
) -> None:
    listed = bring_back(backup, in_target, files)

    held = {"accounts_notice", "accounts_pushdevice", "accounts_push", "django_session"}
    assert held & listed.columns.keys() == {"accounts_notice"}


def test_table_is_read_from_its_beginning_wherever_another_reading_is() -> None:
    with of_the_owner() as session, session.cursor() as reading:
        b"".join(making.copied(reading, "accounts_school", ["id"]))

        assert reading.execute("SHOW synchronize_seqscans").fetchone() == ("off",)


def test_pictures_come_back_byte_for_byte(
    backup: Path, in_target: psycopg.Connection, files: Path, pictures: Path
) -> None:
    bring_back(backup, in_target, files)

    assert making.stored(files) == making.stored(pictures) != []
    for name in making.stored(files):
        assert (files / name).read_bytes() == (pictures / name).read_bytes()
        assert (files / name).stat().st_mode & 0o777 == 0o600


def test_walls_stand_as_before(backup: Path, in_target: psycopg.Connection, files: Path) -> None:
    before = schema.whole(in_target.cursor())

    bring_back(backup, in_target, files)

    assert schema.whole(in_target.cursor()) == before
    in_target.execute("SET ROLE schoolsocial_app")
    assert in_target.execute("SELECT * FROM drafts_post").fetchall() == []
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        in_target.execute("DELETE FROM audit_event")


def test_numbers_go_on_where_they_were(
    backup: Path, in_target: psycopg.Connection, files: Path
) -> None:
    bring_back(backup, in_target, files)

    made = in_target.execute(
        "INSERT INTO accounts_school (slug, name, handle, phase, time_zone, require_second_factor,"
        " review_hours, grace_minutes, takedown_hours, trip_hours) VALUES"
        " ('third', 'Third', '', 'primary', 'Europe/London', true, 24, 120, 24, 6)"
        " RETURNING id > (SELECT max(id) FROM accounts_school)"
    )
    assert made.fetchone() == (True,)


def test_nobody_posts_and_each_chain_says_why(
    backup: Path, in_target: psycopg.Connection, files: Path
) -> None:
    listed = bring_back(backup, in_target, files)

    going = "SELECT count(*) FROM accounts_school WHERE posting_paused_at IS NULL"
    assert in_target.execute(going).fetchone() == (0,)
    opened = "SELECT count(*), min(made_at) FROM operations_restoration WHERE ended_at IS NULL"
    assert in_target.execute(opened).fetchone() == (2, listed.made_at)
    noted = "SELECT count(*) FROM audit_event WHERE verb = 'database.restored'"
    assert in_target.execute(noted).fetchone() == (3,)


def test_owner_whom_the_walls_hold_can_do_both(
    installation: Post,
    pictures: Path,
    target: str,
    in_target: psycopg.Connection,
    files: Path,
    tmp_path: Path,
) -> None:
    with of_the_owner() as source:
        source.execute("DROP ROLE IF EXISTS plain_keeper")
        source.execute("CREATE ROLE plain_keeper NOLOGIN NOSUPERUSER NOBYPASSRLS")
        try:
            own_everything(source)
            own_everything(in_target)
            source.execute("SET ROLE plain_keeper")
            in_target.execute("SET ROLE plain_keeper")
            making.write(tmp_path / "plain", source, pictures)
            listed = bring_back(tmp_path / "plain", in_target, files)
        finally:
            source.execute("RESET ROLE")
            in_target.execute("RESET ROLE")
            for session in (in_target, source):
                session.execute("REASSIGN OWNED BY plain_keeper TO CURRENT_USER")
                session.execute("DROP OWNED BY plain_keeper")
            source.execute("DROP ROLE plain_keeper")

    assert listed.rows["accounts_school"] == 2
    assert listed.rows["drafts_post"] == 1


def own_everything(session: psycopg.Connection) -> None:
    session.execute("GRANT ALL ON SCHEMA public TO plain_keeper")
    for name in schema.tables(session.cursor()):
        session.execute(
            sql.SQL("ALTER TABLE {} OWNER TO plain_keeper").format(sql.Identifier(name))
        )


def test_database_with_a_school_in_it_is_refused(
    backup: Path, files: Path, in_target: psycopg.Connection
) -> None:
    bring_back(backup, in_target, files)
    before = in_target.execute("SELECT count(*) FROM audit_event").fetchone()

    with pytest.raises(NotHere, match="not empty"):
        bring_back(backup, in_target, files)

    assert in_target.execute("SELECT count(*) FROM audit_event").fetchone() == before


def test_database_of_other_tables_is_refused(
    backup: Path, files: Path, in_target: psycopg.Connection
) -> None:
    in_target.execute("DELETE FROM django_migrations WHERE app = 'operations'")

    with pytest.raises(NotHere, match="by release"):
        bring_back(backup, in_target, files)


def test_database_without_tables_is_refused(
    backup: Path, files: Path, in_target: psycopg.Connection
) -> None:
    in_target.execute("ALTER TABLE accounts_school RENAME TO something_else")

    with pytest.raises(NotHere, match="migrate first"):
        bring_back(backup, in_target, files)


def refused(backup: Path, session: psycopg.Connection, files: Path) -> BackupError:
    """The reason; nothing was written anywhere."""
    with pytest.raises(BackupError) as raised:
        bring_back(backup, session, files)
    assert is_empty(session)
    assert not files.exists()
    return raised.value


def test_wrong_key_writes_nothing(
    backup: Path, in_target: psycopg.Connection, files: Path, settings: Settings
) -> None:
    settings.BACKUP_KEYS = {"spring": "b" * 43 + "="}

    reason = refused(backup, in_target, files)

    assert isinstance(reason, NoKey)
    assert "b" * 43 not in str(reason)


def test_truncated_file_writes_nothing(
    backup: Path, in_target: psycopg.Connection, files: Path
) -> None:
    backup.write_bytes(backup.read_bytes()[:-20])

    assert isinstance(refused(backup, in_target, files), Damaged)


def test_flipped_byte_at_the_end_writes_nothing(
    backup: Path, in_target: psycopg.Connection, files: Path
) -> None:
    damaged = bytearray(backup.read_bytes())
    damaged[-40] ^= 1
    backup.write_bytes(damaged)

    assert isinstance(refused(backup, in_target, files), Damaged)


def test_reordered_chunks_write_nothing(
    backup: Path, in_target: psycopg.Connection, files: Path
) -> None:
    header, body = backup.read_bytes().split(b"\n", 1)
    size = chunks.CHUNK + 16
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    assert len(parts) > 2
    backup.write_bytes(header + b"\n" + b"".join([parts[0], *parts[2:-1], parts[1], parts[-1]]))
    if len(parts) == 3:
        backup.write_bytes(header + b"\n" + b"".join([parts[1], parts[0], parts[2]]))

    refused(backup, in_target, files)


def test_chain_that_was_tampered_with_is_not_brought_back(
    installation: Post,
    pictures: Path,
    tmp_path: Path,
    in_target: psycopg.Connection,
    owner: psycopg.Connection,
) -> None:
    owner.execute("SET session_replication_role = replica")
    owner.execute(
        "UPDATE audit_event SET verb = 'post.invented' WHERE id = (SELECT min(id) FROM audit_event)"
    )
    backup = make_backup(tmp_path / "tampered", pictures)

    with pytest.raises(NotTheSame, match="audit chain"):
        bring_back(backup, in_target, tmp_path / "restored")

    assert is_empty(in_target)


def test_backup_never_overwrites_one(backup: Path, pictures: Path) -> None:
    before = backup.read_bytes()

    with pytest.raises(BackupError, match="already"):
        make_backup(backup, pictures)

    assert backup.read_bytes() == before
    assert not backup.with_name("backup.part").exists()


@pytest.mark.parametrize("name", ["file/../out", "file//etc/passwd", "file/a/../../out"])
def test_file_may_not_lead_out_of_its_folder(name: str) -> None:
    with pytest.raises(Damaged, match="leads elsewhere"):
        restoring._refuse_a_way_out(name)


POINTS = {
    "tables half way": "schoolsocial.operations.backup.restoring._put",
    "all written": "schoolsocial.operations.backup.restoring._shut",
    "before the end": "schoolsocial.operations.backup.aftermath.verify_chains",
}


Strike = Callable[..., int]


@pytest.fixture
def strike(backup: Path, target: str, files: Path, settings: Settings) -> Strike:
    """A restore in a process of its own, which kills itself at a point; its return code."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{target}").geturl()
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "DATABASE_OWNER_URL": database,
        "PRIVATE_ROOT": str(files),
        "BACKUP_KEYS": f"spring:{settings.BACKUP_KEYS['spring']}",
        "DJANGO_SETTINGS_MODULE": "schoolsocial.settings",
    }

    def run(point: str, *unguarded: str) -> int:
        command = [sys.executable, "-m", "tests.operations.struck", point, str(backup), *unguarded]
        return subprocess.run(
            command, env=environment, cwd=ROOT, timeout=90, check=False
        ).returncode

    return run


@pytest.mark.parametrize("point", POINTS.values(), ids=POINTS.keys())
def test_killed_in_the_middle_leaves_an_empty_database(
    backup: Path, in_target: psycopg.Connection, files: Path, strike: Strike, point: str
) -> None:
    assert strike(point) == -signal.SIGKILL

    assert is_empty(in_target)
    bring_back(backup, in_target, files)  # and the next try finds nothing in its way


def test_control_committed_table_by_table_a_killed_restore_leaves_half_and_no_walls(
    backup: Path, in_target: psycopg.Connection, files: Path, strike: Strike
) -> None:
    assert strike(POINTS["tables half way"], "table by table") == -signal.SIGKILL

    assert not is_empty(in_target)
    forced = "SELECT count(*) FROM pg_class WHERE relforcerowsecurity"
    assert in_target.execute(forced).fetchone() == (0,)
    with pytest.raises(NotHere, match="not empty"):
        bring_back(backup, in_target, files)


def test_walls_that_would_not_come_back_undo_it_all(
    backup: Path, in_target: psycopg.Connection, files: Path
) -> None:
    with (
        patch.object(restoring, "_walls_to_force", return_value=[]),
        pytest.raises(NotTheSame, match="walls"),
    ):
        bring_back(backup, in_target, files)

    assert is_empty(in_target)
