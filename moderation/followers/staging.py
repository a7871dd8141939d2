"""A page of people beside those who are known: only who differs is written down.

A page costs one question with its numbers in an array, and a row for each person who is new or not
as before. Of people who are known and unchanged nothing is written.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.db import connection

from moderation.followers.models import Sweep
from moderation.followers.people import People, Told

COLUMNS = tuple(field.name for field in fields(Told))

# Known people are looked up as one sorted array, which walks the index once; one statement, as a
# page costs little more than its trips to the database
PAGE = """
WITH page AS (
    INSERT INTO followers_sweeppage (school_id, sweep_id, number, key, people, ids, read_at)
    VALUES (%(school)s, %(sweep)s, %(number)s, %(key)s, %(people)s,
            array_remove(%(ids)s::bigint[], NULL), %(now)s)
), known AS MATERIALIZED (
    SELECT f.x_user_id, f.fingerprint FROM followers_follower f
    WHERE f.account_id = %(account)s AND f.x_user_id = ANY(%(ids)s::bigint[])
      AND f.gone_at IS NULL
)
SELECT t.place
FROM unnest(%(ids)s::bigint[], %(prints)s::bigint[]) WITH ORDINALITY AS t(id, print, place)
     LEFT JOIN known k ON k.x_user_id = t.id
WHERE k.x_user_id IS NULL OR t.print IS NOT NULL AND t.print IS DISTINCT FROM k.fingerprint
ORDER BY t.place
"""
TYPES = (
    "x_user_id bigint, handle text, fingerprint bigint, name text, bio text, link text, "
    "picture text, made_at timestamptz, protected boolean, verified boolean, followers integer, "
    "following integer, posts integer"
)
STAGE = """
INSERT INTO followers_sighting (school_id, sweep_id, {columns})
SELECT %s, %s, {columns} FROM json_to_recordset(%s::json) AS t({types})
ON CONFLICT (sweep_id, x_user_id) DO NOTHING
"""


def keep_page(*, sweep: Sweep, key: str, told: People, now: datetime) -> None:
    """Write down one page in the caller's transaction, and count it on the sweep (unsaved)."""
    page: dict[str, Any] = {
        "school": sweep.school_id,
        "account": sweep.account_id,
        "sweep": sweep.pk,
        "number": sweep.pages + 1,
        "key": key,
        "people": len(told),
        "ids": _array(told.ids),
        "prints": _array(told.prints),
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(PAGE, page)
        differing = [told.at(place - 1) for (place,) in cursor.fetchall()]
    if differing:
        _stage(sweep, differing)
    sweep.pages += 1
    sweep.people += len(told)


def _stage(sweep: Sweep, told: Sequence[Told]) -> None:
    rows = [{name: getattr(one, name) for name in COLUMNS} for one in told]
    written = json.dumps(rows, default=datetime.isoformat)
    statement = STAGE.format(columns=", ".join(COLUMNS), types=TYPES)
    with connection.cursor() as cursor:
        cursor.execute(statement, [sweep.school_id, sweep.pk, written])


def _array(numbers: Iterable[int | None]) -> str:
    """As PostgreSQL writes an array: a page's thousand numbers are turned into text at once."""
    return "{" + ",".join("NULL" if one is None else str(one) for one in numbers) + "}"
