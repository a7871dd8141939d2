"""How PostgreSQL goes about large sets in a transaction."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import connection

_SETTINGS = {
    "enable_nestloop": "off",
    "work_mem": "64MB",
    "jit": "off",
    "default_statistics_target": "10",
}
_HELD = "SELECT name, current_setting(name) FROM unnest(%s::text[]) name"
_SET = "SELECT set_config(name, value, true) FROM unnest(%s::text[], %s::text[]) one(name, value)"


@contextmanager
def in_large_sets() -> Iterator[None]:
    """Nothing is looked up row by row: a register that has just grown has no statistics yet, and
    the planner would take it for a small one. What is sorted and joined stays in memory, and
    temporary tables are looked at no closer than that needs."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [list(_SETTINGS)])
        before = dict(cursor.fetchall())
    _set(_SETTINGS)
    yield
    _set(before)


def _set(values: Mapping[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, [list(values), list(values.values())])
