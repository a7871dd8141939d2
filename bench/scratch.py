"""A database of its own for one measurement, as the tests have it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from django.test.utils import setup_databases, teardown_databases


@contextmanager
def database() -> Iterator[str]:
    """Migrated, empty, used under the software's own role; its name. Dropped in the end."""
    name = connections["default"].settings_dict["NAME"]
    made = setup_databases(0, interactive=False, aliases={"owner": ()})
    try:
        yield str(connections["owner"].settings_dict["NAME"])
    finally:
        connections.close_all()
        teardown_databases(made, 0)
        # Django leaves the mirror where it pointed it, and would refuse to make the next database
        connections["default"].settings_dict["NAME"] = name
