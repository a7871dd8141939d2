"""Whether this process may be sent requests, told to whatever watches over it.

PostgreSQL is the queue (ADR 3): without it nothing works. Redis only rings the workers: while it
is away, posts still go out, a little later. So its absence is told and turns nobody away.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

PATIENCE = 1.0
"""Seconds to wait for Redis."""
WELL = "well"


@dataclass(frozen=True, slots=True)
class Readiness:
    """Each part by its name, ``WELL`` or what is wrong, in words without an address."""

    parts: dict[str, str]

    @property
    def ready(self) -> bool:
        """Whether requests can be answered."""
        return self.parts["database"] == WELL and self.parts["migrations"] == WELL

    @property
    def status(self) -> str:
        if not self.ready:
            return "not ready"
        return "ready" if all(told == WELL for told in self.parts.values()) else "degraded"


def look() -> Readiness:
    """Ask each part. Never raises."""
    database = _told(_database, DatabaseError)
    migrations = _told(_migrations, DatabaseError) if database == WELL else "not asked"
    return Readiness(
        {
            "database": database,
            "migrations": migrations,
            "redis": _told(_redis, redis.RedisError),
        }
    )


def _told(check: Callable[[], str], error: type[Exception]) -> str:
    try:
        return check()
    except error:
        return "does not answer"


def _database() -> str:
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return WELL


def _migrations() -> str:
    missing = len(_ours() - MigrationRecorder(connection).applied_migrations().keys())
    return WELL if not missing else f"{missing} to be applied"


@cache
def _ours() -> frozenset[tuple[str, str]]:
    """Every migration that this release brings; read from disk once."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _redis() -> str:
    with redis.Redis.from_url(
        settings.CELERY_BROKER_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
    ) as client:
        client.ping()
    return WELL
