"""The real servers from their wheels. Each start takes well under a second."""

import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from schoolsocial.demo import servers
from schoolsocial.demo.processes import Processes
from schoolsocial.demo.telling import Trouble
from tests.services import FAST


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> servers.Place:
    folder = tmp_path_factory.mktemp("postgres")
    return servers.Place(folder, folder.with_suffix(".log"))


@pytest.fixture
def processes() -> Iterator[Processes]:
    with Processes() as started:
        yield started


def connect(url: str) -> psycopg.Connection:
    parts = urllib.parse.urlsplit(url)
    folder = urllib.parse.unquote(parts.netloc.partition("@")[2].rpartition(":")[0])
    return psycopg.connect(host=folder, user=parts.username, dbname=parts.path[1:], autocommit=True)


def ask(url: str, question: str) -> object:
    with connect(url) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def test_postgres_keeps_its_rows_from_run_to_run(place: servers.Place) -> None:
    with Processes() as first, connect(servers.postgres(first, place, FAST)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")

    with Processes() as second:
        found = ask(servers.postgres(second, place, FAST), "SELECT number FROM kept")

    assert found == 7


def test_postgres_listens_on_no_port(processes: Processes, place: servers.Place) -> None:
    url = servers.postgres(processes, place, FAST)

    assert ask(url, "SHOW listen_addresses") == ""


def test_postgres_is_utf8_and_sorts_alike_on_every_machine(
    processes: Processes, place: servers.Place
) -> None:
    url = servers.postgres(processes, place, FAST)

    found = ask(
        url,
        "SELECT concat_ws(' ', pg_encoding_to_char(encoding), datlocprovider, datlocale)"
        " FROM pg_database WHERE datname = current_database()",
    )

    assert found == "UTF8 b C.UTF-8"


def test_postgres_starts_where_the_path_is_too_long_for_a_socket(
    processes: Processes, tmp_path: Path
) -> None:
    folder = tmp_path / ("long" * 25) / "postgres"
    assert len(str(folder)) > servers.LONGEST_SOCKET_PATH

    url = servers.postgres(processes, servers.Place(folder, tmp_path / "log"), FAST)

    assert ask(url, "SELECT 1") == 1
    assert len(str(ask(url, "SHOW unix_socket_directories"))) < servers.LONGEST_SOCKET_PATH


def test_postgres_starts_after_a_machine_went_down(
    processes: Processes, place: servers.Place
) -> None:
    with Processes() as earlier:
        servers.postgres(earlier, place, FAST)
    data = place.folder / "data"
    lines = [str(1), str(data), "1", "5432", str(place.folder / "run"), "", "1 1", "ready"]
    (data / "postmaster.pid").write_text("\n".join(lines))

    assert ask(servers.postgres(processes, place, FAST), "SELECT 1") == 1


def test_postgres_is_not_started_twice_on_the_same_files(
    processes: Processes, place: servers.Place
) -> None:
    servers.postgres(processes, place, FAST)

    with Processes() as other, pytest.raises(Trouble, match="The database server ended by itself"):
        servers.postgres(other, place, FAST)


def test_postgres_ends_with_its_launcher(place: servers.Place) -> None:
    with Processes() as processes:
        url = servers.postgres(processes, place, FAST)

    with pytest.raises(psycopg.OperationalError):
        connect(url)
    assert not (place.folder / "data" / "postmaster.pid").exists()


def test_valkey_answers_and_ends_with_its_launcher(tmp_path: Path) -> None:
    with Processes() as processes:
        url = servers.valkey(processes, servers.Place(tmp_path, tmp_path / "valkey.log"))
        with redis.Redis.from_url(url) as client:
            assert client.ping()

    with redis.Redis.from_url(url) as client, pytest.raises(redis.ConnectionError):
        client.ping()
