"""What an import writes, set by set, each row with what it was before.

All of it runs on the temporary tables of ``consent.staging``, in the transaction of the import.
"""

from datetime import datetime
from typing import Any

from django.db import connection

from consent.roll import contacts
from consent.staging.outcome import KNOWN_CLASSES, PUPIL
from consent.staging.planning import in_large_sets

FIELDS: dict[str, tuple[str, ...]] = {
    "schoolclass": ("name", "academic_year"),
    "pupil": (*PUPIL, "school_class_id"),
    "guardian": ("name", "email", "phone"),
    "guardianship": (
        "pupil_id",
        "guardian_id",
        "relationship",
        "parental_responsibility",
        "first_contact",
    ),
}
"""What of each table is kept for undoing."""

RESPONSIBLE = "({})".format(", ".join(f"'{one}'" for one in sorted(contacts.RESPONSIBLE)))


def as_json(of: str, alias: str) -> str:
    """SQL for the kept fields of a row as JSON."""
    pairs = ", ".join(f"'{name}', {alias}.{name}" for name in FIELDS[of])
    return f"jsonb_build_object({pairs})"


ADD = """
WITH added AS ({insert} RETURNING *)
INSERT INTO consent_rollchange (school_id, roll_import_id, kind, "of", "row", former, latter)
SELECT %(school)s, %(id)s, 'new', '{of}', a.id, NULL, {latter} FROM added a
"""
# The statement's own snapshot still holds the former values. A row written twice keeps the first
UPDATE = """
WITH updated AS ({update})
INSERT INTO consent_rollchange (school_id, roll_import_id, kind, "of", "row", former, latter)
SELECT %(school)s, %(id)s, {kind}, '{of}', u.id, {former}, {latter}
FROM updated u JOIN consent_{of} o ON o.id = u.id {join}
ON CONFLICT (roll_import_id, "of", "row") DO UPDATE SET latter = excluded.latter
"""
COLUMNS = ", ".join(PUPIL)
DUE_COLUMNS = ", ".join(f"d.{name}" for name in PUPIL)


def _added(of: str, insert: str) -> str:
    """An insert whose rows are recorded as new."""
    return ADD.format(insert=insert, of=of, latter=as_json(of, "a"))


def _updated(of: str, update: str, kind: str = "'changed'", join: str = "") -> str:
    """An update whose rows are recorded as they were and as they are."""
    former, latter = as_json(of, "o"), as_json(of, "u")
    return UPDATE.format(update=update, of=of, kind=kind, join=join, former=former, latter=latter)


CLASSES = _added(
    "schoolclass",
    """
    INSERT INTO consent_schoolclass (school_id, name, academic_year)
    SELECT DISTINCT ON (lower(class_name)) %(school)s, class_name, %(year)s FROM roll_due
    WHERE class_name IS NOT NULL AND class_id IS NULL AND kind IN ('new', 'changed', 'back')
    ORDER BY lower(class_name), line
    """,
)
# Only who has contacts must have a number before being written. The sequence is looked up once
NEXT_PUPIL = "nextval((SELECT pg_get_serial_sequence('consent_pupil', 'id')::regclass))"
NUMBERED = """
UPDATE roll_due SET pupil_id = {next_pupil}
WHERE kind = 'new' AND key IN (SELECT key FROM roll_contact)
"""
NEW_PUPILS = """
INSERT INTO consent_pupil (id, school_id, school_class_id, changed_at, {columns})
SELECT coalesce(d.pupil_id, {next_pupil}), %(school)s, coalesce(d.class_id, k.id), %(now)s, {due}
FROM roll_due d LEFT JOIN {known} k ON k.name = lower(d.class_name) WHERE d.kind = 'new'
"""
PUPILS = _added(
    "pupil",
    NEW_PUPILS.format(columns=COLUMNS, next_pupil=NEXT_PUPIL, due=DUE_COLUMNS, known=KNOWN_CLASSES),
)
OTHER_PUPILS = """
UPDATE consent_pupil p
SET ({columns}, school_class_id, changed_at) = ({due}, coalesce(d.class_id, k.id), %(now)s)
FROM roll_due d LEFT JOIN {known} k ON k.name = lower(d.class_name)
WHERE p.id = d.pupil_id AND d.kind IN ('changed', 'left', 'back') RETURNING p.*
"""
CORRECTIONS = _updated(
    "pupil",
    OTHER_PUPILS.format(columns=COLUMNS, due=DUE_COLUMNS, known=KNOWN_CLASSES),
    kind="d.kind",
    join="JOIN roll_due d ON d.pupil_id = u.id",
)
PERSONS = """
UPDATE roll_contact t SET guardian_id = made.id FROM (
    SELECT person, nextval(pg_get_serial_sequence('consent_guardian', 'id')) AS id
    FROM (SELECT DISTINCT person FROM roll_contact WHERE guardian_id IS NULL) persons
) made WHERE t.person = made.person AND t.guardian_id IS NULL
"""
GUARDIANS = _added(
    "guardian",
    """
    INSERT INTO consent_guardian (id, school_id, name, email, phone, address, language)
    SELECT DISTINCT ON (guardian_id) guardian_id, %(school)s, name, coalesce(email, ''),
           coalesce(phone, ''), '', 'en'
    FROM roll_contact t
    WHERE NOT EXISTS (SELECT FROM consent_guardian g WHERE g.id = t.guardian_id)
    ORDER BY guardian_id, line
    """,
)
REACHED = _updated(
    "guardian",
    """
    UPDATE consent_guardian g SET email = t.email, phone = t.phone FROM (
        SELECT DISTINCT ON (t.guardian_id) t.guardian_id,
               coalesce(nullif(t.email, ''), g.email) AS email,
               coalesce(nullif(t.phone, ''), g.phone) AS phone
        FROM roll_contact t JOIN consent_guardian g ON g.id = t.guardian_id
        ORDER BY t.guardian_id, t.line
    ) t WHERE g.id = t.guardian_id AND (g.email, g.phone) <> (t.email, t.phone) RETURNING g.*
    """,
)
# Who is written to: the first by the file's own order; where it gives none, whoever was before
FIRST = """
CREATE TEMPORARY TABLE roll_first ON COMMIT DROP AS
SELECT DISTINCT ON (d.pupil_id) d.pupil_id, t.guardian_id
FROM roll_contact t JOIN roll_due d ON d.key = t.key
WHERE t.priority IS NOT NULL OR NOT EXISTS (
    SELECT FROM consent_guardianship s WHERE s.pupil_id = d.pupil_id AND s.first_contact
)
ORDER BY d.pupil_id, t.priority NULLS LAST, t.line
"""
NO_LONGER_FIRST = _updated(
    "guardianship",
    """
    UPDATE consent_guardianship s SET first_contact = false FROM roll_first f
    WHERE s.pupil_id = f.pupil_id AND s.first_contact AND s.guardian_id <> f.guardian_id
    RETURNING s.*
    """,
)
HELD = _updated(
    "guardianship",
    """
    UPDATE consent_guardianship s SET relationship = t.relationship,
        parental_responsibility = t.responsible, first_contact = t.first
    FROM (
        SELECT s.id, coalesce(t.relationship, s.relationship) AS relationship,
               coalesce(t.responsible, s.parental_responsibility) AS responsible,
               s.first_contact OR EXISTS (
                   SELECT FROM roll_first f
                   WHERE f.pupil_id = s.pupil_id AND f.guardian_id = s.guardian_id
               ) AS first
        FROM consent_guardianship s
        JOIN roll_due d ON d.pupil_id = s.pupil_id
        JOIN roll_contact t ON t.key = d.key AND t.guardian_id = s.guardian_id
    ) t
    WHERE s.id = t.id AND (s.relationship, s.parental_responsibility, s.first_contact)
        <> (t.relationship, t.responsible, t.first) RETURNING s.*
    """,
)
NEW_BONDS = """
INSERT INTO consent_guardianship
    (school_id, pupil_id, guardian_id, relationship, parental_responsibility, first_contact)
SELECT DISTINCT ON (d.pupil_id, t.guardian_id) %(school)s, d.pupil_id, t.guardian_id,
    coalesce(t.relationship, 'parent'),
    coalesce(t.responsible, coalesce(t.relationship, 'parent') IN {responsible}),
    EXISTS (SELECT FROM roll_first f
            WHERE f.pupil_id = d.pupil_id AND f.guardian_id = t.guardian_id)
FROM roll_contact t JOIN roll_due d ON d.key = t.key
ORDER BY d.pupil_id, t.guardian_id, t.line
ON CONFLICT (pupil_id, guardian_id) DO NOTHING
"""
HOLDING = _added("guardianship", NEW_BONDS.format(responsible=RESPONSIBLE))

STEPS = (
    CLASSES,
    NUMBERED.format(next_pupil=NEXT_PUPIL),
    PUPILS,
    CORRECTIONS,
    PERSONS,
    GUARDIANS,
    REACHED,
    "DROP TABLE IF EXISTS pg_temp.roll_first",
    FIRST,
    NO_LONGER_FIRST,
    HELD,
    HOLDING,
)


def write(*, school_id: int, import_id: int, academic_year: int, now: datetime) -> None:
    """Bring the register to what the temporary tables say."""
    values: dict[str, Any] = {
        "school": school_id,
        "id": import_id,
        "year": academic_year,
        "now": now,
    }
    with in_large_sets(), connection.cursor() as cursor:
        for statement in STEPS:
            cursor.execute(statement, values if "%(" in statement else None)
