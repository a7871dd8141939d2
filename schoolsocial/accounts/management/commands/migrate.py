from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from psycopg import errors

LOCK_SECONDS = 5
"""How long a migration may wait for a lock: whoever comes after it waits as long."""
STATEMENT_MINUTES = 15
"""How long one statement of a migration may take."""


class Command(migrate.Command):
    """Migrations run as the tables' owner; pages and workers act under a role that owns nothing.

    A migration that waits for a lock makes every page wait that comes after it, so it gives up
    soon. What it had begun is undone; those before it stay.
    """

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('lock_timeout', %s, false)", [f"{LOCK_SECONDS * 1000:.0f}"]
            )
            milliseconds = f"{STATEMENT_MINUTES * 60_000:.0f}"
            cursor.execute("SELECT set_config('statement_timeout', %s, false)", [milliseconds])
        try:
            super().handle(*args, **options)
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout; RESET statement_timeout")
        except OperationalError as error:
            raise _in_one_sentence(error) from error


def _in_one_sentence(error: OperationalError) -> Exception:
    if isinstance(error.__cause__, errors.LockNotAvailable):
        return CommandError(
            f"A table was in use for more than {LOCK_SECONDS} seconds, so this migration was "
            "undone. Run migrate again, in a quieter minute or with web and worker stopped."
        )
    if isinstance(error.__cause__, errors.QueryCanceled):
        return CommandError(
            f"A migration took more than {STATEMENT_MINUTES} minutes and was undone. "
            "Run it with web and worker stopped, and tell whoever maintains School Social."
        )
    return error
