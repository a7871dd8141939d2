"""The commands as somebody types them, and the drill."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql
from pytest_django import Settings

from moderation.drafts.models import Post
from schoolsocial.audit.models import Event
from schoolsocial.operations.backup import drilling, making, restoring
from schoolsocial.operations.backup.session import of_the_owner
from schoolsocial.operations.models import Backup, Drill
from schoolsocial.tenancy import scope

pytestmark = pytest.mark.django_db(transaction=True)


def said(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def verbs() -> list[str]:
    with scope.platform():
        return list(Event.objects.filter(school_id=0).values_list("verb", flat=True))


def test_backup_says_what_is_in_it_and_writes_it_down(installation: Post, tmp_path: Path) -> None:
    told = said("backup", str(tmp_path / "night"))

    backup = Backup.objects.get()
    assert told.startswith(f"{backup.rows} rows and {backup.files} files as of ")
    assert (backup.key_id, backup.files) == ("spring", 1)
    assert "backup.made" in verbs()
    assert (tmp_path / "night").stat().st_mode & 0o777 == 0o600


def test_backup_names_no_key_and_no_person(
    installation: Post, tmp_path: Path, settings: Settings
) -> None:
    told = said("backup", str(tmp_path / "night"))

    written = (tmp_path / "night").read_bytes()
    assert settings.BACKUP_KEYS["spring"] not in told
    for canary in ("St Catherine", "school.example", installation.text):
        assert canary.encode() not in written


@pytest.mark.parametrize("keys", [{}, {"spring": "short"}, {"spring": "not base64!"}])
def test_backup_without_a_good_key_writes_nothing(
    installation: Post, tmp_path: Path, settings: Settings, keys: dict[str, str]
) -> None:
    settings.BACKUP_KEYS = keys

    with pytest.raises(CommandError, match="BACKUP_KEYS"):
        call_command("backup", str(tmp_path / "night"))

    assert list(tmp_path.glob("night*")) == []


def test_backup_that_finds_no_room_leaves_no_half(installation: Post, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="could not be written"):
        call_command("backup", str(tmp_path / "no such folder" / "night"))

    assert not Backup.objects.exists()


def test_check_verifies_and_writes_nothing(backup: Path) -> None:
    told = said("restore", str(backup), "--check")

    assert "whole, as written by release" in told
    assert "database.restored" not in verbs()


def test_restore_into_the_installation_itself_is_refused(backup: Path) -> None:
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(backup))


def test_restore_of_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("restore", str(tmp_path / "gone"))


def test_restore_of_something_else_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8 not a backup")

    with pytest.raises(CommandError, match="does not begin as one"):
        call_command("restore", str(tmp_path / "photo.jpg"))


@pytest.fixture
def quick_tables(blank: str) -> Iterator[None]:
    """The drill's database gets its tables from a copy: the migrations take a minute."""

    def copied(database: str) -> None:
        connection.close()
        with of_the_owner("postgres") as session:
            named, like = sql.Identifier(database), sql.Identifier(blank)
            session.execute(sql.SQL("DROP DATABASE {}").format(named))
            session.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(named, like))

    with patch.object(drilling, "migrate", copied):
        yield


def databases() -> set[str]:
    with of_the_owner("postgres") as session:
        return {str(name) for (name,) in session.execute("SELECT datname FROM pg_database")}


def test_drill_compares_everything_and_leaves_nothing(
    installation: Post, quick_tables: None
) -> None:
    before = databases()

    told = said("restore_drill")

    drill = Drill.objects.get()
    assert drill.passed
    assert drill.files == 1
    assert told.startswith(f"{drill.rows} rows and 1 files came back as they were")
    assert databases() == before
    assert "drill.passed" in verbs()


def test_drill_that_finds_a_difference_fails_and_is_kept(
    installation: Post, quick_tables: None
) -> None:
    before = databases()

    def loses_a_byte(path: Path, data: Iterator[bytes]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(data)[1:])

    with (
        patch.object(restoring, "_put", loses_a_byte),
        pytest.raises(CommandError, match="picture came back otherwise"),
    ):
        call_command("restore_drill")

    assert not Drill.objects.get().passed
    assert databases() == before
    assert "drill.failed" in verbs()


def test_drill_that_would_let_a_school_post_fails(installation: Post, quick_tables: None) -> None:
    with (
        patch("schoolsocial.operations.backup.aftermath.settle", lambda *_: None),
        pytest.raises(CommandError, match="go on posting"),
    ):
        call_command("restore_drill")


def test_owner_who_may_make_no_database_is_told_how(installation: Post) -> None:
    refusal = psycopg.errors.InsufficientPrivilege("permission denied to create database")

    with (
        patch.object(psycopg.Connection, "execute", side_effect=refusal),
        patch.object(making, "write"),
        pytest.raises(CommandError, match="ALTER ROLE schoolsocial_owner CREATEDB"),
    ):
        call_command("restore_drill")


@pytest.mark.timeout(900)
def test_drill_with_the_releases_own_migrations(installation: Post, settings: Settings) -> None:
    """Nothing stands in here: the tables come of the migrations, as they would after a loss."""
    before = databases()
    name = connection.settings_dict["NAME"]
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "DATABASE_OWNER_URL": database,
        "PRIVATE_ROOT": str(settings.PRIVATE_ROOT),
        "BACKUP_KEYS": f"spring:{settings.BACKUP_KEYS['spring']}",
    }

    subprocess.run([sys.executable, "manage.py", "restore_drill"], env=environment, check=True)

    assert Drill.objects.get().passed
    assert databases() == before
