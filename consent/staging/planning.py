"""How PostgreSQL goes about large sets in a transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def in_large_sets() -> Iterator[None]:
    """Nothing is looked up row by row: a register that has just grown has no statistics yet, and
    the planner would take it for a small one."""
    _loops("off")
    yield
    _loops("on")


def _loops(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_nestloop', %s, true)", [value])
