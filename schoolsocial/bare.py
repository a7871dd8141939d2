"""Commands that open neither the database nor a sealed thing start without any settings.

`settings.py` refuses to start without a secret and a database, and rightly; such a command gets
a secret of its own, forgotten with it, and the address of no database.
"""

import secrets
from collections.abc import MutableMapping, Sequence

NO_DATABASE = "postgres://127.0.0.1:9/none"
"""Port 9 is closed: a command that opens the database after all says so at once."""


def prepare(arguments: Sequence[str], environment: MutableMapping[str, str]) -> None:
    """Put stand-ins for what is not set into the environment, if the command needs none of it."""
    if not _needs_nothing(arguments):
        return
    stand_ins = {"SECRET_KEY": secrets.token_urlsafe(32), "DATABASE_URL": NO_DATABASE}
    for name, value in stand_ins.items():
        if name not in environment and f"{name}_FILE" not in environment:
            environment[name] = value


def _needs_nothing(arguments: Sequence[str]) -> bool:
    """`check_posts` reads the database only with --school, which may be shortened to --sc."""
    named = list(arguments[1:2]) == ["check_posts"]
    return named and not any(argument.startswith("--sc") for argument in arguments)
