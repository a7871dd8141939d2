"""Reading the chains as they are stored."""

from collections.abc import Iterator
from itertools import starmap

from django.db import connection

from schoolsocial.audit.chain import StoredEvent

AT_ONCE = 2000

_STORED = """
SELECT school_id, sequence, (extract(epoch FROM at) * 1000000)::bigint, actor_id,
       verb, object_type, object_id, payload::text, previous, digest
FROM audit_event ORDER BY school_id, sequence
"""


def stored_events() -> Iterator[StoredEvent]:
    """Every event the scope may see, by chain and sequence, streamed. Needs ``scope.platform``."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_STORED)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from starmap(StoredEvent, rows)
