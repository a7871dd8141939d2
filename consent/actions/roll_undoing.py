"""Putting the register back to what it was before an import, row by row."""

from datetime import datetime

from django.db import connection

from consent.actions.roll_writing import FIELDS, as_json
from consent.staging.planning import in_large_sets

CHILDREN = ("guardianship", "guardian", "pupil")
"""From what leans on others to what is leant on; classes come after all of them."""

TOUCHED = """
SELECT count(*) FROM consent_rollchange c LEFT JOIN consent_{of} r ON r.id = c."row"
WHERE c.roll_import_id = %s AND c."of" = '{of}' AND (r.id IS NULL OR {now} <> c.latter)
"""
NOBODY_FIRST = """
UPDATE consent_guardianship s SET first_contact = false FROM consent_rollchange c
WHERE c.roll_import_id = %s AND c."of" = 'guardianship' AND c."row" = s.id
"""
TAKE_OUT = """
DELETE FROM consent_{of} r USING consent_rollchange c
WHERE c.roll_import_id = %s AND c."of" = '{of}' AND c."row" = r.id AND c.former IS NULL
"""
RESTORE = """
UPDATE consent_{of} r SET ({names}) = (
    SELECT {names} FROM jsonb_populate_record(NULL::consent_{of}, c.former)
) FROM consent_rollchange c
WHERE c.roll_import_id = %s AND c."of" = '{of}' AND c."row" = r.id AND c.former IS NOT NULL
"""
DATED = """
UPDATE consent_pupil p SET changed_at = %s FROM consent_rollchange c
WHERE c.roll_import_id = %s AND c."of" = 'pupil' AND c."row" = p.id
"""


def touched_since(import_id: int) -> int:
    """How many of the rows an import wrote are no longer as it left them."""
    total = 0
    with in_large_sets(), connection.cursor() as cursor:
        for of in (*CHILDREN, "schoolclass"):
            cursor.execute(TOUCHED.format(of=of, now=as_json(of, "r")), [import_id])
            total += cursor.fetchone()[0]
    return total


def put_back(import_id: int, now: datetime) -> None:
    """Take out what the import added and restore what it changed.

    Raises ``IntegrityError`` where an added row is spoken of since, by an answer for instance.
    """
    with in_large_sets(), connection.cursor() as cursor:
        cursor.execute(NOBODY_FIRST, [import_id])
        for of in CHILDREN:
            cursor.execute(TAKE_OUT.format(of=of), [import_id])
        for of in CHILDREN:
            names = ", ".join(FIELDS[of])
            cursor.execute(RESTORE.format(of=of, names=names), [import_id])
        cursor.execute(TAKE_OUT.format(of="schoolclass"), [import_id])
        cursor.execute(DATED, [now, import_id])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
