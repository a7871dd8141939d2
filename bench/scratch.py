"""A database of its own for one measurement, as the tests have it."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

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


def variables(database: str, **others: str) -> Mapping[str, str]:
    """Those of a program of ours that works on the database of that name, and these."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    return {**os.environ, "DATABASE_URL": url, "DATABASE_OWNER_URL": url, **others}
