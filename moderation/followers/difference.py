"""Who is new, came back, changed or went away: one set difference at the end of a sweep."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from moderation.followers.models import Sweep
from moderation.followers.staging import COLUMNS

FEWEST = 20
"""Known followers, from which on it is doubted that more than half of them went away at once."""

_FACTS = tuple(name for name in COLUMNS if name not in {"x_user_id", "handle", "fingerprint"})
_NAMES = ", ".join(_FACTS)
_BY_ID, _MADE_BY_ID = "f.x_user_id = s.x_user_id", "made.x_user_id = d.x_user_id"
# Of several who had the handle in turn: the one who follows now, else the latest
_BY_HANDLE = """f.id = (
    SELECT o.id FROM followers_follower o
    WHERE o.account_id = %(account)s AND lower(o.handle) = lower(s.handle)
    ORDER BY (o.gone_at IS NULL) DESC, o.id DESC LIMIT 1
)"""
_MADE_BY_HANDLE = "made.handle = d.handle"

# Somebody of whom only the handle was pasted, and whose number X tells now
ADOPT = """
UPDATE followers_follower f SET x_user_id = s.x_user_id
FROM (
    SELECT DISTINCT ON (lower(handle)) x_user_id, handle FROM followers_sighting
    WHERE sweep_id = %(sweep)s AND x_user_id IS NOT NULL AND handle <> ''
    ORDER BY lower(handle), id DESC
) s
WHERE f.account_id = %(account)s AND f.x_user_id IS NULL AND lower(f.handle) = lower(s.handle)
  AND NOT EXISTS (
      SELECT FROM followers_follower o
      WHERE o.account_id = %(account)s AND o.x_user_id = s.x_user_id
  )
"""
DUE = """
CREATE TEMPORARY TABLE followers_due ON COMMIT DROP AS
SELECT s.x_user_id, s.handle, s.fingerprint, {facts}, f.id AS follower_id, f.handle AS was,
       CASE WHEN f.id IS NULL THEN 'new'
            WHEN f.gone_at IS NOT NULL THEN 'returned'
            WHEN f.fingerprint <> s.fingerprint THEN 'changed'
            ELSE 'told' END AS kind
FROM followers_sighting s LEFT JOIN followers_follower f
     ON f.account_id = %(account)s AND {same}
WHERE s.sweep_id = %(sweep)s
"""
CASES = """
INSERT INTO followers_followercase (
    school_id, account_id, follower_id, sweep_id, kind, state, opened_at, handle, verdict, reason,
    facts_at, before, {names}
)
SELECT %(school)s, %(account)s, follower_id, %(sweep)s, kind, 'open', %(now)s, handle, '', '',
       CASE WHEN fingerprint IS NOT NULL THEN %(now)s::timestamptz END, before, {names}
"""
NEW = """
WITH made AS (
    INSERT INTO followers_follower (
        school_id, account_id, x_user_id, handle, fingerprint, known_as, standing, first_seen_at
    )
    SELECT %(school)s, %(account)s, d.x_user_id, d.handle, d.fingerprint,
           CASE WHEN EXISTS (
               SELECT FROM x_account a WHERE a.school_id = %(school)s AND a.kind = 'staff'
                 AND a.disconnected_at IS NULL AND a.x_user_id = d.x_user_id::text
           ) THEN 'staff' ELSE '' END, '', %(now)s
    FROM followers_due d WHERE d.kind = 'new'
    RETURNING id AS follower_id, x_user_id, handle
)
{cases}
FROM (
    SELECT made.follower_id, d.kind, d.handle, d.fingerprint, NULL::jsonb AS before, {facts}
    FROM made JOIN followers_due d ON d.kind = 'new' AND {made}
) d
"""
# Facts that came newer than a case that is still to be decided are the facts to decide it on
REFRESH = """
UPDATE followers_followercase c SET handle = coalesce(nullif(d.handle, ''), c.handle),
       forgot_at = NULL, facts_at = %(now)s, ({names}) = ROW({facts})
FROM followers_due d
WHERE c.follower_id = d.follower_id AND d.fingerprint IS NOT NULL
  AND c.state IN ('open', 'asked', 'to-sign')
"""
AGAIN = """
{cases}
FROM (
    SELECT d.follower_id, d.kind, coalesce(nullif(d.handle, ''), d.was) AS handle, d.fingerprint,
           (
               SELECT jsonb_build_object(
                   'handle', c.handle, 'name', c.name, 'bio', c.bio, 'link', c.link,
                   'picture', c.picture, 'protected', c.protected, 'facts_at', c.facts_at
               )
               FROM followers_followercase c
               WHERE c.follower_id = d.follower_id AND c.facts_at IS NOT NULL
               ORDER BY c.id DESC LIMIT 1
           ) AS before, {facts}
    FROM followers_due d
    WHERE d.kind IN ('returned', 'changed') AND NOT EXISTS (
        SELECT FROM followers_followercase c
        WHERE c.follower_id = d.follower_id AND c.state IN ('open', 'asked', 'to-sign')
    )
) d
"""
KNOWN = """
UPDATE followers_follower f
SET handle = coalesce(nullif(d.handle, ''), f.handle), gone_at = NULL,
    fingerprint = coalesce(d.fingerprint, f.fingerprint)
FROM followers_due d WHERE f.id = d.follower_id
"""
# The ranges of all pages as one, in which each follower is looked up; who is left is in few pages
MISSING = """
CREATE TEMPORARY TABLE followers_missing ON COMMIT DROP AS
SELECT f.id FROM followers_follower f
WHERE f.account_id = %(account)s AND f.gone_at IS NULL
  AND NOT f.id <@ (
      SELECT coalesce(range_agg(seen), '{}') FROM followers_sweeppage, unnest(as_before) AS seen
      WHERE sweep_id = %(sweep)s
  )
  AND NOT EXISTS (
      SELECT FROM (
          SELECT unnest(ids) AS id FROM followers_sweeppage WHERE sweep_id = %(sweep)s
      ) seen WHERE seen.id = f.x_user_id
  )
  AND (f.x_user_id IS NOT NULL OR %(told_handles)s)
"""
# Whether there are that many is all that is asked, so that a million need not be counted
HOW_MANY = """
SELECT count(*) FROM (
    SELECT FROM followers_follower WHERE account_id = %(account)s AND gone_at IS NULL
    LIMIT %(enough)s
) f
"""
GONE = """
UPDATE followers_follower f SET gone_at = %(now)s FROM followers_missing m WHERE f.id = m.id
"""
CLOSE = """
UPDATE followers_followercase c SET state = 'left', settled_at = %(now)s, verdict = '', reason = ''
FROM followers_missing m
WHERE c.follower_id = m.id AND c.state IN ('open', 'asked', 'to-sign')
"""
LET_GO = (
    "DELETE FROM followers_sighting WHERE sweep_id = %(sweep)s",
    "UPDATE followers_sweeppage SET as_before = '{}', ids = '{}' WHERE sweep_id = %(sweep)s",
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many followers are new, came back, changed, and went away; ``doubtful``: see ``Sweep``.

    ``gone`` is 0 where the sweep may not say so.
    """

    new: int
    returned: int
    changed: int
    gone: int
    doubtful: bool


def settle(*, sweep: Sweep, believe: bool, now: datetime) -> Counts:
    """Take over what the sweep found, in the caller's transaction; its staging is gone after.

    ``believe``: declare people gone even where they are more than half of those who were known.
    """
    values: dict[str, Any] = {
        "school": sweep.school_id,
        "account": sweep.account_id,
        "sweep": sweep.pk,
        "now": now,
        "told_handles": sweep.source == Sweep.Source.X,
    }
    by_handle = sweep.source == Sweep.Source.LIST
    same, made = (_BY_HANDLE, _MADE_BY_HANDLE) if by_handle else (_BY_ID, _MADE_BY_ID)
    with connection.cursor() as cursor:
        cursor.execute(ADOPT, values)
        cursor.execute(_sql(DUE, facts=_of("s"), same=same), values)
        cursor.execute("ANALYZE followers_due")
        doubtful, may_go = _doubt(cursor, sweep, believe=believe, values=values)
        counted = _counted(cursor)
        cursor.execute(_sql(REFRESH, facts=_of("d")), values)
        cursor.execute(_sql(AGAIN, facts=_of("d")), values)
        cursor.execute(KNOWN, values)
        gone = _run(cursor, GONE, values) if may_go else 0
        if gone:
            cursor.execute(CLOSE, values)
        cursor.execute(_sql(NEW, facts=_of("d"), made=made), values)
        for statement in LET_GO:
            cursor.execute(statement, values)
        cursor.execute("DROP TABLE IF EXISTS followers_due, followers_missing")
    return Counts(*counted, gone=gone, doubtful=doubtful)


def _doubt(
    cursor: Any, sweep: Sweep, *, believe: bool, values: dict[str, Any]
) -> tuple[bool, bool]:
    """Whether so many are missing that it is doubted, and whether anybody may be declared gone."""
    if not sweep.whole:
        return False, False
    missing = _run(cursor, MISSING, values)
    cursor.execute("ANALYZE followers_missing")  # a few of a million are looked up one by one
    cursor.execute(HOW_MANY, values | {"enough": max(FEWEST, 2 * missing)})
    known = cursor.fetchone()[0]
    doubtful = FEWEST <= known < 2 * missing and not believe
    return doubtful, not doubtful


def _counted(cursor: Any) -> tuple[int, int, int]:
    cursor.execute("SELECT kind, count(*) FROM followers_due GROUP BY kind")
    found = dict(cursor.fetchall())
    return found.get("new", 0), found.get("returned", 0), found.get("changed", 0)


def _run(cursor: Any, statement: str, values: dict[str, Any]) -> int:
    cursor.execute(statement, values)
    return int(cursor.rowcount)


def _sql(template: str, **parts: str) -> str:
    """The statement with its pieces, all of which stand in this file."""
    cases = CASES.format(names=_NAMES)
    return template.format(cases=cases, names=_NAMES, **parts)


def _of(table: str) -> str:
    return ", ".join(f"{table}.{name}" for name in _FACTS)
