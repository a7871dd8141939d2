"""A page of people beside those who are known: only who differs is written down.

A page costs two questions, with its numbers in one array, and a row for each person who is new or
not as before. Of people who are known and unchanged nothing is written but where they stand in our
own table, as ranges: X tells them in much the same order each time, so few ranges hold a page.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import connection

from moderation.followers.models import Sweep
from moderation.followers.people import People, Told

COLUMNS = tuple(field.name for field in fields(Told))

# The numbers as one sorted array walk the index once; as a subquery they are not weighed one by one
KNOWN = """
SELECT array_agg(f.x_user_id), array_agg(f.fingerprint), array_agg(f.id) FROM followers_follower f
WHERE f.account_id = %s AND f.x_user_id = ANY((SELECT %s::bigint[])::bigint[]) AND f.gone_at IS NULL
"""
TYPES = (
    "x_user_id bigint, handle text, fingerprint bigint, name text, bio text, link text, "
    "picture text, made_at timestamptz, protected boolean, verified boolean, followers integer, "
    "following integer, posts integer"
)
KEEP = """
WITH page AS (
    INSERT INTO followers_sweeppage (
        school_id, sweep_id, number, key, people, as_before, ids, read_at
    )
    VALUES (%(school)s, %(sweep)s, %(number)s, %(key)s, %(people)s, %(as_before)s::int8range[],
            %(ids)s::bigint[], %(now)s)
), staged AS (
    INSERT INTO followers_sighting (school_id, sweep_id, {columns})
    SELECT %(school)s, %(sweep)s, {columns} FROM json_to_recordset(%(told)s::json) AS t({types})
    ON CONFLICT (sweep_id, x_user_id) DO NOTHING
)
UPDATE followers_sweep SET pages = %(number)s, people = %(so_far)s, next_token = %(next_token)s,
       dollars = %(dollars)s, trouble = %(trouble)s
WHERE id = %(sweep)s
"""


def need_not_wait() -> None:
    """Let the caller's transaction end before it is on the disk. A page that a crash of the
    database takes with it is read again after the one before: the sweep knows how far it is only
    by what is there.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO off")


def keep_page(*, sweep: Sweep, key: str, told: People, now: datetime) -> None:
    """Write down one page in the caller's transaction, and how far the sweep is after it: its
    ``next_token``, ``dollars`` and ``trouble`` as given, this page counted.
    """
    sweep.pages += 1
    sweep.people += len(told)
    differing, as_before = _compared(sweep, told)
    page: dict[str, Any] = {
        "school": sweep.school_id,
        "sweep": sweep.pk,
        "number": sweep.pages,
        "key": key,
        "people": len(told),
        "as_before": _ranges(as_before),
        "ids": _array(one.x_user_id for one in differing if one.x_user_id is not None),
        "told": _written(differing),
        "now": now,
        "so_far": sweep.people,
        "next_token": sweep.next_token,
        "dollars": sweep.dollars,
        "trouble": sweep.trouble,
    }
    statement = KEEP.format(columns=", ".join(COLUMNS), types=TYPES)
    with connection.cursor() as cursor:
        cursor.execute(statement, page)


def _compared(sweep: Sweep, told: People) -> tuple[list[Told], list[int]]:
    """Who is new or not as before, and the keys of the followers who are."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [sweep.account_id, _array(told.ids)])
        numbers, prints, keys = (found or () for found in cursor.fetchone())
    known = dict(zip(numbers, zip(prints, keys, strict=True), strict=True))
    differing, as_before = [], []
    for place, (number, looks) in enumerate(zip(told.ids, told.prints, strict=True)):
        found, key = known.get(number, (None, None))
        if key is not None and (looks is None or looks == found):
            as_before.append(key)
        else:
            differing.append(told.at(place))
    return differing, as_before


def _written(told: Sequence[Told]) -> str:
    rows = [{name: getattr(one, name) for name in COLUMNS} for one in told]
    return json.dumps(rows, default=datetime.isoformat)


def _array(numbers: Iterable[int | None]) -> str:
    """As PostgreSQL writes an array: a page's thousand numbers are turned into text at once."""
    return "{" + ",".join("NULL" if one is None else str(one) for one in numbers) + "}"


def _ranges(numbers: Iterable[int]) -> str:
    """The same numbers as ranges of those that follow each other."""
    line = sorted(numbers)
    ends = [0, *(place for place, (a, b) in enumerate(pairwise(line), 1) if b - a > 1), len(line)]
    runs = [f'"[{line[first]},{line[end - 1]}]"' for first, end in pairwise(ends) if end > first]
    return "{" + ",".join(runs) + "}"
