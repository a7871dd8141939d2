"""What has to be true at the very moment in which restored rows become visible.

In the restore's own transaction: the audit chains are as they were written, no school posts, and
each school's record says from which moment on X may show what is not known here (ADR 34).
"""

from psycopg import Cursor

from schoolsocial.audit import queries as audit
from schoolsocial.audit.chain import Verification
from schoolsocial.operations.backup.errors import NotTheSame
from schoolsocial.operations.backup.manifest import Manifest

WRITES = frozenset({"accounts_school", "audit_event", "operations_restoration"})
"""Tables that differ after a restore from what they were."""

_STOP = "UPDATE accounts_school SET posting_paused_at = coalesce(posting_paused_at, now())"
_RESTORED = """
INSERT INTO operations_restoration (school_id, made_at, restored_at)
SELECT id, %(made_at)s, statement_timestamp() FROM accounts_school
"""
_NOTE = """
INSERT INTO audit_event (school_id, at, actor_id, verb, object_type, object_id, payload)
SELECT id, statement_timestamp(), NULL, 'database.restored', '', NULL,
       jsonb_build_object('made_at', %(made)s::text)
FROM (SELECT 0 AS id UNION ALL SELECT id FROM accounts_school) AS chains ORDER BY id
"""


def settle(cursor: Cursor, listed: Manifest) -> None:
    """Stop all posting, leave a record, verify the chains. Raises ``NotTheSame``."""
    cursor.execute(_STOP)
    cursor.execute(_RESTORED, {"made_at": listed.made_at})
    cursor.execute(_NOTE, {"made": listed.made_at.strftime("%Y-%m-%dT%H:%M:%SZ")})
    verify_chains(cursor)


def verify_chains(cursor: Cursor) -> int:
    """How many events were found as they were written. Raises ``NotTheSame``."""
    verification = Verification()
    with cursor.connection.cursor(name="chains") as reading:
        for trouble in verification.troubles(audit.events_read_by(reading)):
            raise NotTheSame(f"The audit chain does not hold, so nothing was restored. {trouble}")
    return verification.counted
