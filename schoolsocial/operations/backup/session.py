"""A session of the tables' owner, beside Django's own."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connections

from schoolsocial.operations.backup.errors import BackupError

_WANTED = ("dbname", "host", "port", "user", "password")


@contextmanager
def of_the_owner(database: str = "") -> Iterator[psycopg.Connection]:
    """To the installation's database, or another one on its server. Raises ``BackupError``."""
    given = connections["owner"].get_connection_params()
    wanted = {key: given[key] for key in _WANTED if given.get(key)}
    try:
        session = psycopg.connect(**{**wanted, **({"dbname": database} if database else {})})
    except psycopg.OperationalError as error:
        raise BackupError("The database does not answer. See DATABASE_OWNER_URL.") from error
    session.autocommit = True
    with session:
        yield session
