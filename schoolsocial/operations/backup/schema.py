"""What PostgreSQL's own catalogue says of our tables."""

from dataclasses import dataclass

from psycopg import Cursor, sql

Rows = list[tuple[object, ...]]

LEFT_OUT = frozenset(
    {
        "django_migrations",  # compared, not copied
        "django_session",  # nobody is signed in after a restore: a session may have ended since
        "usersessions_usersession",
        "accounts_pushdevice",  # nor told on a device: they may have signed out of it since
        "accounts_push",
        "accounts_limit",
        "operations_heartbeat",
    }
)
SEEDED = LEFT_OUT | {
    "auth_permission",
    "django_content_type",
    "django_celery_beat_clockedschedule",
    "django_celery_beat_crontabschedule",
    "django_celery_beat_intervalschedule",
    "django_celery_beat_periodictask",
    "django_celery_beat_periodictasks",
    "django_celery_beat_solarschedule",
}
"""Tables that migrations or a clock that was started fill by themselves."""

_TABLES = """
SELECT relname, array_agg(attname::text ORDER BY attnum)
FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
  AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
GROUP BY relname ORDER BY relname
"""
_FOREIGN_KEYS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
FROM pg_constraint
WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0
ORDER BY 1, 2
"""
_FORCED = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relforcerowsecurity
"""
_WHOLE = """
SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
       || CASE WHEN convalidated THEN '' ELSE ' not valid' END
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT 'trigger', tgrelid::regclass::text, tgname,
       tgenabled::text || pg_get_triggerdef(pg_trigger.oid)
FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal
UNION ALL
SELECT 'policy', tablename, policyname, coalesce(qual, '') || coalesce(with_check, '')
FROM pg_policies WHERE schemaname = 'public'
UNION ALL
SELECT 'wall', relname, '', relrowsecurity::text || relforcerowsecurity::text
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
ORDER BY 1, 2, 3
"""


@dataclass(frozen=True)
class ForeignKey:
    table: str
    name: str
    definition: str


def tables(cursor: Cursor) -> dict[str, list[str]]:
    """Each table with the columns that hold values of their own."""
    return {str(name): list(columns) for name, columns in cursor.execute(_TABLES)}


def sequences(cursor: Cursor) -> dict[str, tuple[int, bool]]:
    """Each sequence: its last value, and whether that was given out."""
    found = cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
    names = sorted(str(name) for (name,) in found)
    ask = sql.SQL("SELECT last_value, is_called FROM {}")
    told = {}
    for name in names:
        [(last, called)] = cursor.execute(ask.format(sql.Identifier(name))).fetchall()
        told[name] = (int(last), bool(called))
    return told


def foreign_keys(cursor: Cursor) -> list[ForeignKey]:
    return [ForeignKey(*map(str, row)) for row in cursor.execute(_FOREIGN_KEYS)]


def walled(cursor: Cursor) -> list[str]:
    """Tables whose walls hold their owner, too."""
    return [str(name) for (name,) in cursor.execute(_FORCED)]


def whole(cursor: Cursor) -> Rows:
    """Every constraint, trigger, policy and wall as it stands, to be compared afterwards."""
    return cursor.execute(_WHOLE).fetchall()


def migrations(cursor: Cursor) -> list[list[str]]:
    """Which migrations were applied."""
    found = cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return [[str(app), str(name)] for app, name in found]


def see_every_school(cursor: Cursor) -> None:
    """For this transaction, and rows in the order they lie in. The owner of a real installation is
    held by the walls, too.
    """
    cursor.execute("SET LOCAL synchronize_seqscans = off")
    cursor.execute("SELECT set_config('schoolsocial.school', '*', true)")
