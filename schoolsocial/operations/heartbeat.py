"""Whether anybody still sends posts: each kind of process leaves the moment it was last alive.

A page tells from it that the worker or the clock has fallen silent, which neither can tell itself.
"""

from datetime import datetime, timedelta

from django.db import connection

from schoolsocial.operations.models import Heartbeat

SILENT_AFTER = timedelta(minutes=2)
"""Eight beats of a worker. A deployment restarts one in less."""

_BEAT = """
INSERT INTO operations_heartbeat (kind, at) VALUES (%s, statement_timestamp())
ON CONFLICT (kind) DO UPDATE SET at = excluded.at
WHERE operations_heartbeat.at < excluded.at - interval '5 seconds'
"""


def beat(kind: Heartbeat.Kind) -> None:
    """This kind of process is alive now. May be called at will: it writes every five seconds."""
    with connection.cursor() as cursor:
        cursor.execute(_BEAT, [kind.value])


def last() -> dict[str, datetime]:
    """The last moment of each kind that was ever alive, in one statement."""
    return dict(Heartbeat.objects.values_list("kind", "at"))


def silent(now: datetime) -> list[str]:
    """The kinds that have not been heard of for `SILENT_AFTER`, or never. One statement.

    ``now`` is the database's clock, or one that agrees with it within seconds.
    """
    heard = last()
    return [kind for kind in Heartbeat.Kind.values if is_silent(heard.get(kind), now)]


def is_silent(at: datetime | None, now: datetime) -> bool:
    """Whether what was heard of last at that moment has been silent for too long by now."""
    return at is None or now - at > SILENT_AFTER
