"""An installation with two schools and pictures; a second database, migrated and empty."""

import base64
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from psycopg import sql
from pytest_django import DjangoDbBlocker, Settings

from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.operations.backup import making
from schoolsocial.operations.backup.session import of_the_owner
from tests.drafts.conftest import due_post, due_words, x_account

__all__ = ["due_post", "due_words", "x_account"]

BLANK, TARGET = "operations_blank", "operations_target"


def _anew(name: str, template: str) -> None:
    with of_the_owner("postgres") as session:
        named, like = sql.Identifier(name), sql.Identifier(template)
        session.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(named))
        session.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(named, like))


@pytest.fixture(scope="session")
def blank(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> str:
    """The tables as the migrations made them, before any test filled one."""
    with django_db_blocker.unblock():
        connections.close_all()
        name = str(connections["owner"].settings_dict["NAME"])
        with of_the_owner("postgres") as session:
            session.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
        _anew(BLANK, name)
        connections.close_all()
    return BLANK


@pytest.fixture
def target(blank: str, transactional_db: None) -> str:
    """The name of an empty, migrated database on the same server."""
    _anew(TARGET, blank)
    return TARGET


@pytest.fixture
def in_target(target: str) -> Iterator[psycopg.Connection]:
    with of_the_owner(target) as session:
        yield session


@pytest.fixture(autouse=True)
def backup_key(settings: Settings) -> None:
    settings.BACKUP_KEYS = {"spring": base64.b64encode(b"k" * 32).decode()}


@pytest.fixture
def pictures(settings: Settings, tmp_path: Path) -> Path:
    """A storage of its own, with a file in it."""
    place = settings.PRIVATE_ROOT = tmp_path / "private"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": place},
        },
    }
    kept = place / "1" / "photos" / "oak.jpg"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(bytes(range(256)) * 9000)
    return place


@pytest.fixture
def installation(
    blank: str, pictures: Path, due_words: Post, other_school: School, other_head: Person
) -> Post:
    """Two schools, people, an account, a policy and an approved post that is due."""
    return due_words


@pytest.fixture
def backup(installation: Post, pictures: Path, tmp_path: Path) -> Path:
    return make_backup(tmp_path / "backup", pictures)


def make_backup(path: Path, pictures: Path) -> Path:
    with of_the_owner() as session:
        making.write(path, session, pictures)
    return path
