"""``deploy/roles.sh`` run for real on an empty PostgreSQL, then the migrations as its owner."""

import os
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from schoolsocial.demo import servers
from schoolsocial.demo.processes import Processes
from tests.deploy.conftest import ROOT
from tests.services import FAST


@dataclass(frozen=True)
class Installed:
    """A database set up as the compose file does it."""

    host: str

    def url(self, user: str) -> str:
        host = urllib.parse.quote(self.host, safe="")
        return f"postgres://{user}@{host}:5432/schoolsocial"

    def connect(self, user: str) -> psycopg.Connection:
        return psycopg.connect(host=self.host, user=user, dbname="schoolsocial", autocommit=True)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    folder = tmp_path_factory.mktemp("roles")
    with Processes() as processes:
        place = servers.Place(folder / "postgres", folder / "postgres.log")
        url = servers.postgres(processes, place, FAST)
        database = Installed(urllib.parse.unquote(url.partition("@")[2].rpartition(":")[0]))
        with psycopg.connect(host=database.host, user=servers.OWNER, dbname="postgres") as session:
            session.autocommit = True
            session.execute("DROP DATABASE schoolsocial")
        run_script(folder, database.host)
        migrate(database)
        yield database


def run_script(folder: Path, host: str) -> None:
    for name in ("owner", "login"):
        (folder / name).write_text(f"it's {name}'s own")
    variables = {
        "PATH": f"{servers.BINARIES}:{os.environ['PATH']}",
        "PGHOST": host,
        "POSTGRES_USER": servers.OWNER,
        "POSTGRES_DB": "postgres",
        "OWNER_PASSWORD_FILE": str(folder / "owner"),
        "LOGIN_PASSWORD_FILE": str(folder / "login"),
    }
    subprocess.run([ROOT / "deploy" / "roles.sh"], env=variables, check=True, timeout=60)


def migrate(database: Installed) -> None:
    variables = {
        **os.environ,
        "DATABASE_URL": database.url("schoolsocial_login"),
        "DATABASE_OWNER_URL": database.url("schoolsocial_owner"),
    }
    command = [sys.executable, "manage.py", "migrate", "--noinput", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=variables, check=True, timeout=600)


def test_every_table_belongs_to_the_owner(installed: Installed) -> None:
    with installed.connect("schoolsocial_login") as session:
        owners = session.execute(
            "SELECT tableowner, count(*) FROM pg_tables WHERE schemaname = 'public' GROUP BY 1"
        ).fetchall()

    assert [owner for owner, _ in owners] == ["schoolsocial_owner"]
    assert owners[0][1] > 10


@pytest.mark.parametrize("role", ["schoolsocial_owner", "schoolsocial_login", "schoolsocial_app"])
def test_no_role_of_ours_passes_row_security_or_makes_roles(
    installed: Installed, role: str
) -> None:
    with installed.connect("schoolsocial_login") as session:
        powers = session.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb"
            " FROM pg_roles WHERE rolname = %s",
            [role],
        ).fetchone()

    assert powers == (False, False, False, False)


def test_login_works_under_the_apps_role(installed: Installed) -> None:
    with installed.connect("schoolsocial_login") as session:
        session.execute("SET ROLE schoolsocial_app")
        found = session.execute("SELECT count(*) FROM accounts_school").fetchone()

    assert found == (0,)


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE schoolsocial_owner",
        "CREATE TABLE mine (id int)",
        "ALTER TABLE accounts_school DISABLE ROW LEVEL SECURITY",
        "DROP TABLE accounts_school",
        "TRUNCATE accounts_school",
    ],
)
def test_login_cannot_do_what_the_owner_can(installed: Installed, statement: str) -> None:
    with (
        installed.connect("schoolsocial_login") as session,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        session.execute(statement)


def test_passwords_are_those_of_the_files(installed: Installed) -> None:
    with installed.connect(servers.OWNER) as session:
        kept = session.execute(
            "SELECT count(*) FROM pg_authid WHERE rolname IN"
            " ('schoolsocial_owner', 'schoolsocial_login') AND rolpassword LIKE 'SCRAM-SHA-256%'"
        ).fetchone()

    assert kept == (2,)
