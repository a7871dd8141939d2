"""Reading the chains as they are stored."""

from collections.abc import Iterator, Sequence
from itertools import starmap
from typing import Any, LiteralString, Protocol

from django.db import connection

from schoolsocial.audit.chain import StoredEvent

AT_ONCE = 2000


class Reading(Protocol):
    """What is asked of a cursor, Django's or psycopg's."""

    def execute(self, query: LiteralString, /) -> object: ...

    def fetchmany(self, size: int, /) -> Sequence[tuple[Any, ...]]: ...


_STORED = """
SELECT school_id, sequence, (extract(epoch FROM at) * 1000000)::bigint, actor_id,
       verb, object_type, object_id, payload::text, previous, digest
FROM audit_event ORDER BY school_id, sequence
"""


def stored_events() -> Iterator[StoredEvent]:
    """Every event the scope may see, by chain and sequence, streamed. Needs ``scope.platform``."""
    with connection.chunked_cursor() as cursor:
        yield from events_read_by(cursor)


def events_read_by(cursor: Reading) -> Iterator[StoredEvent]:
    """The same by a cursor of one's own: of another session, or another database."""
    cursor.execute(_STORED)
    while rows := cursor.fetchmany(AT_ONCE):
        yield from starmap(StoredEvent, rows)
