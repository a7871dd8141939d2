"""The one clock that decides what is due."""

from datetime import datetime

from django.db import connection


def database_now() -> datetime:
    """The database's clock: a worker's own may be off by an hour or a day."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
