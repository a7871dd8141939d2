"""A page of people beside those who are known: only who differs is written down.

A page costs two questions, with its numbers in one array, and a row for each person who is new or
not as before. Of people who are known and unchanged nothing is written but where they stand in our
own table, as ranges: X tells them in much the same order each time, so few ranges hold a page.
"""

import json
import struct
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import connection

from moderation.followers.models import Sweep
from moderation.followers.people import People, Told

_HEAD, _EACH = 20, 12  # bytes
COLUMNS = tuple(field.name for field in fields(Told))

# The numbers as one sorted array walk the index once; as a subquery they are not weighed singly.
# The answer is three thousand numbers, as the database holds them: none of them is read from text.
# Whether the transaction waits for the disk is said on the way, which saves a question a page.
KNOWN = """
SELECT array_send(array_agg(f.x_user_id)), array_send(array_agg(coalesce(f.fingerprint, 0))),
       array_send(array_agg(f.id)),
       set_config('synchronous_commit',
                  CASE WHEN %s THEN current_setting('synchronous_commit') ELSE 'off' END, true)
FROM followers_follower f
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


def keep_page(*, sweep: Sweep, key: str, told: People, now: datetime, is_last: bool = True) -> None:
    """Write down one page in the caller's transaction, and how far the sweep is after it: its
    ``next_token``, ``dollars`` and ``trouble`` as given, this page counted.

    Where it is not the last one, the transaction need not wait for the disk. A page that a crash
    of the database takes with it is read again after the one before: the sweep knows how far it is
    only by what is there.
    """
    sweep.pages += 1
    sweep.people += len(told)
    differing, as_before = _compared(sweep, told, waits=is_last)
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


def _compared(sweep: Sweep, told: People, *, waits: bool) -> tuple[list[Told], list[int]]:
    """Who is new or not as before, and the keys of the followers who are."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [waits, sweep.account_id, _array(told.ids)])
        numbers, prints, keys = map(_numbers, cursor.fetchone()[:3])
    known: dict[int | None, tuple[int, int]] = dict(
        zip(numbers, zip(prints, keys, strict=True), strict=True)
    )
    differing, as_before = [], []
    for place, (number, looks) in enumerate(zip(told.ids, told.prints, strict=True)):
        found = known.get(number)
        if found is not None and (looks is None or looks == found[0]):
            as_before.append(found[1])
        else:
            differing.append(told.at(place))
    return differing, as_before


def _written(told: Sequence[Told]) -> str:
    rows = [{name: getattr(one, name) for name in COLUMNS} for one in told]
    return json.dumps(rows, default=datetime.isoformat)


def _array(numbers: Iterable[int | None]) -> str:
    """As PostgreSQL writes an array: a page's thousand numbers are turned into text at once."""
    return "{" + ",".join("NULL" if one is None else str(one) for one in numbers) + "}"


def _numbers(sent: bytes | None) -> tuple[int, ...]:
    """Of an array of ``bigint`` without a NULL, as ``array_send`` writes it: twenty bytes of what
    it is, then each with its length before it.
    """
    if sent is None:
        return ()
    count = (len(sent) - _HEAD) // _EACH
    return struct.unpack_from(">" + "4xq" * count, sent, _HEAD)


def _ranges(numbers: Iterable[int]) -> str:
    """The same numbers as ranges of those that follow each other."""
    line = sorted(numbers)
    ends = [0, *(place for place, (a, b) in enumerate(pairwise(line), 1) if b - a > 1), len(line)]
    runs = [f'"[{line[first]},{line[end - 1]}]"' for first, end in pairwise(ends) if end > first]
    return "{" + ",".join(runs) + "}"
