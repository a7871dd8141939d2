"""The test database, made by its owner and used under the software's own role; the cast."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connections
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker, Settings

from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from tests.cast import make_person, make_school
from tests.fixtures.browser import (
    axe_clean,
    browser_page,
    browser_type_launch_args,
    thumb_sized,
)
from tests.fixtures.sandbox import sandbox

__all__ = ["axe_clean", "browser_page", "browser_type_launch_args", "sandbox", "thumb_sized"]

KEPT = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_keepdb: bool,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """Migrates through ``owner``; ``default`` is its mirror and works under the app's role."""
    verbosity = request.config.option.verbose
    with django_db_blocker.unblock():
        made = setup_databases(verbosity, False, aliases={"owner": ()}, keepdb=django_db_keepdb)
    yield
    with django_db_blocker.unblock():
        _end_stragglers()
        connections.close_all()
        if not django_db_keepdb:
            teardown_databases(made, verbosity)


def _end_stragglers() -> None:
    """Sessions that a live server's threads or a killed worker left behind hold the database."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def owner(django_db_setup: None) -> Iterator[psycopg.Connection]:
    """A session of the tables' owner beside the software's own. Sees only what is committed."""
    parameters = connections["owner"].get_connection_params()
    wanted = {
        key: parameters[key]
        for key in ("dbname", "host", "port", "user", "password")
        if key in parameters
    }
    with psycopg.connect(**wanted, autocommit=True) as session:
        yield session


@pytest.fixture(autouse=True)
def emptied_afterwards(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test committed is gone after it; Django's flush may not touch append-only tables."""
    marker = request.node.get_closest_marker("django_db")
    committing = {"transactional_db", "live_server"}.intersection(request.fixturenames)
    if not committing and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    session: psycopg.Connection = request.getfixturevalue("owner")
    yield
    _empty(session)


def _empty(session: psycopg.Connection) -> None:
    """Only what has rows: to truncate all tables takes six times as long as to ask them."""
    tables = session.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    asked = (
        f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")"
        for (name,) in tables
        if name not in KEPT
    )
    session.execute("SET lock_timeout = '20s'")
    session.execute("SET session_replication_role = replica")
    for (name,) in session.execute(" UNION ALL ".join(asked)).fetchall():
        session.execute(f'DELETE FROM "{name}"')


@pytest.fixture(autouse=True)
def quick(settings: Settings) -> None:
    """No slow hashing, no reading of every static file for each new browser, and nobody who looks
    whether a worker lives.
    """
    settings.SILENCE_MINUTES = 0
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def school(db: None) -> School:
    return make_school("st-catherine", name="St Catherine of Siena")


@pytest.fixture
def other_school(db: None) -> School:
    return make_school("hunts-cross", name="Hunts Cross Primary")


@pytest.fixture
def head(school: School) -> Person:
    return make_person(school, Role.SLT, name="Helen Head")


@pytest.fixture
def deputy(school: School) -> Person:
    return make_person(school, Role.SLT, name="Dev Deputy")


@pytest.fixture
def teacher(school: School) -> Person:
    return make_person(school, Role.TEACHER, name="Tess Teacher")


@pytest.fixture
def dsl(school: School) -> Person:
    return make_person(school, Role.DSL, name="Dora Safe")


@pytest.fixture
def office(school: School) -> Person:
    return make_person(school, Role.OFFICE, name="Olu Office")


@pytest.fixture
def governor(school: School) -> Person:
    return make_person(school, Role.GOVERNOR, name="Gwen Governor")


@pytest.fixture
def admin(school: School) -> Person:
    return make_person(school, Role.ADMIN, name="Ada Admin")


@pytest.fixture
def other_head(other_school: School) -> Person:
    return make_person(other_school, Role.SLT, name="Omar Otherhead")
