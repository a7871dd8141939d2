"""The wall around practice: while somebody practises, the database takes no write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def nothing_written() -> Iterator[None]:
    """Whatever is tried inside, no row is added, changed or taken away: PostgreSQL refuses it.

    What came before in the transaction stands, and what comes after it may write again.
    """
    with transaction.atomic():
        before = transaction.savepoint()
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        try:
            yield
        finally:  # rolling back is what ends it: nobody can set a transaction to write again
            transaction.savepoint_rollback(before)
