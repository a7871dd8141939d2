"""What the file would make of the register: joiners, leavers, moves, corrections."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection

PUPIL = (
    "admission_number",
    "upn",
    "legal_forename",
    "legal_surname",
    "preferred_forename",
    "preferred_surname",
    "year_group",
    "born_on",
    "joined_on",
    "left_on",
)
"""What a file may change of a child, beside the class."""

KNOWN_CLASSES = """(
    SELECT lower(name) AS name, min(id) AS id FROM consent_schoolclass
    WHERE school_id = %(school)s AND academic_year = %(year)s GROUP BY lower(name)
)"""

# A new stay is what joined_on dates: it moves for who is new or comes back, and for nobody else
DUE = """
CREATE TEMPORARY TABLE roll_due ON COMMIT DROP AS
SELECT c.line, c.pupil_id, c.key,
    CASE
        WHEN p.id IS NULL THEN coalesce(c.admission_number, c.upn, 'X-' || left(md5(c.key), 8))
        WHEN c.sign = 'number' OR c.admission_number IS NULL THEN p.admission_number
        WHEN c.sign = 'zeros' AND length(p.admission_number) > length(c.admission_number)
            THEN p.admission_number
        ELSE c.admission_number
    END AS admission_number,
    coalesce(c.upn, p.upn, '') AS upn,
    c.legal_forename,
    coalesce(c.legal_surname, p.legal_surname, '') AS legal_surname,
    coalesce(c.preferred_forename, p.preferred_forename, '') AS preferred_forename,
    coalesce(c.preferred_surname, p.preferred_surname, '') AS preferred_surname,
    coalesce(c.year_group, p.year_group, '') AS year_group,
    coalesce(c.born_on, p.born_on) AS born_on,
    CASE
        WHEN p.id IS NULL THEN c.joined_on
        WHEN p.left_on IS NOT NULL AND c.left_on IS NULL THEN
            CASE WHEN c.joined_on > p.left_on THEN c.joined_on ELSE %(today)s::date END
        ELSE p.joined_on
    END AS joined_on,
    c.left_on,
    c.class_name,
    CASE WHEN c.class_name IS NULL THEN p.school_class_id ELSE k.id END AS class_id,
    p.id IS NOT NULL AND lower(held.name) IS DISTINCT FROM lower(c.class_name)
        AND c.class_name IS NOT NULL AS moves,
    CASE
        WHEN p.id IS NULL AND c.left_on IS NOT NULL THEN 'gone'
        WHEN p.id IS NULL THEN 'new'
        WHEN p.left_on IS NULL AND c.left_on IS NOT NULL THEN 'left'
        WHEN p.left_on IS NOT NULL AND c.left_on IS NULL THEN 'back'
        ELSE 'same'
    END AS kind
FROM roll_child c LEFT JOIN consent_pupil p ON p.id = c.pupil_id
LEFT JOIN consent_schoolclass held
    ON held.id = p.school_class_id AND held.academic_year = %(year)s
LEFT JOIN {known} k ON k.name = lower(c.class_name)
WHERE NOT c.refused
"""
CHANGED = """
UPDATE roll_due d SET kind = 'changed' FROM consent_pupil p
WHERE d.kind = 'same' AND p.id = d.pupil_id
  AND (d.moves OR ({due}) IS DISTINCT FROM ({held}))
""".format(
    due=", ".join(f"d.{name}" for name in PUPIL), held=", ".join(f"p.{name}" for name in PUPIL)
)
MISSING = """
INSERT INTO roll_due (pupil_id, kind, moves, class_id, {columns})
SELECT p.id, 'left', false, p.school_class_id, {kept}, %(last)s::date
FROM consent_pupil p
WHERE p.school_id = %(school)s AND p.left_on IS NULL
  AND NOT EXISTS (SELECT FROM roll_child c WHERE c.pupil_id = p.id)
""".format(columns=", ".join(PUPIL), kept=", ".join(f"p.{name}" for name in PUPIL[:-1]))
CONTACTS = """
CREATE TEMPORARY TABLE roll_contact ON COMMIT DROP AS
SELECT DISTINCT ON (r.key, lower(r.contact_name)) r.line, r.key, r.contact_name AS name,
    r.relationship, r.responsible, r.email, r.phone, r.priority, NULL::bigint AS guardian_id,
    lower(r.contact_name) || '|' || coalesce(nullif(r.email, ''), nullif(r.phone, ''), r.key)
        AS person
FROM roll_row r JOIN roll_due d ON d.key = r.key AND d.kind IN ('new', 'changed', 'same', 'back')
WHERE r.contact_name IS NOT NULL AND NOT r.refused
ORDER BY r.key, lower(r.contact_name), r.line
"""
KNOWN_OF_CHILD = """
UPDATE roll_contact t SET guardian_id = found.id FROM (
    SELECT t.key, t.name, min(g.id) AS id FROM roll_contact t
    JOIN roll_due d ON d.key = t.key
    JOIN consent_guardianship s ON s.pupil_id = d.pupil_id
    JOIN consent_guardian g ON g.id = s.guardian_id AND lower(g.name) = lower(t.name)
    GROUP BY t.key, t.name
) found WHERE (t.key, t.name) = (found.key, found.name)
"""
KNOWN_OF_SCHOOL = """
UPDATE roll_contact t SET guardian_id = found.id FROM (
    SELECT t.person, min(g.id) AS id FROM roll_contact t
    JOIN consent_guardian g ON g.school_id = %s AND lower(g.name) = lower(t.name)
        AND (g.email <> '' AND g.email = t.email OR g.phone <> '' AND g.phone = t.phone)
    GROUP BY t.person
) found WHERE t.person = found.person AND t.guardian_id IS NULL
"""
ONE_PERSON = """
UPDATE roll_contact t SET guardian_id = found.id FROM (
    SELECT person, min(guardian_id) AS id FROM roll_contact GROUP BY person
) found WHERE t.person = found.person AND t.guardian_id IS NULL
"""
DIGEST = """
SELECT encode(sha256(convert_to(
    coalesce(string_agg(md5(d::text), '' ORDER BY d.line, d.pupil_id), '')
    || (SELECT coalesce(string_agg(md5(t::text), '' ORDER BY t.line, t.name), '')
        FROM roll_contact t),
'UTF8')), 'hex') FROM roll_due d
"""


@dataclass(slots=True)
class Counts:
    """How many rows and children; ``left`` counts leaving dates and who is missing."""

    rows: int = 0
    pupils: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    left: int = 0
    back: int = 0
    moves: int = 0
    contacts: int = 0
    new_contacts: int = 0
    remarks: dict[str, int] = field(default_factory=dict)


def judge(*, school_id: int, academic_year: int, today: date, whole_school: bool) -> str:
    """Make ``roll_due`` and ``roll_contact``; a digest of all they hold.

    Whoever is missing from the whole school's file has left the day before, so that nothing shows
    them from this moment on.
    """
    values: dict[str, Any] = {
        "school": school_id,
        "year": academic_year,
        "today": today,
        "last": today - timedelta(days=1),
    }
    with connection.cursor() as cursor:
        cursor.execute(DUE.format(known=KNOWN_CLASSES), values)
        cursor.execute(CHANGED)
        if whole_school:
            cursor.execute(MISSING, values)
        cursor.execute("ANALYZE roll_due")
        cursor.execute(CONTACTS)
        cursor.execute("ANALYZE roll_contact")
        cursor.execute(KNOWN_OF_CHILD)
        cursor.execute(KNOWN_OF_SCHOOL, [school_id])
        cursor.execute(ONE_PERSON)
        cursor.execute(DIGEST)
        (digest,) = cursor.fetchone()
    return str(digest)


def count(rows: int) -> Counts:
    """The figures of ``roll_due`` and ``roll_contact``."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, count(*) FROM roll_due GROUP BY kind")
        kinds = dict(cursor.fetchall())
        cursor.execute("SELECT count(*) FROM roll_child")
        (pupils,) = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM roll_due WHERE moves AND kind = 'changed'")
        (moves,) = cursor.fetchone()
        cursor.execute(
            "SELECT count(*), count(DISTINCT person) FILTER (WHERE guardian_id IS NULL) "
            "FROM roll_contact"
        )
        contacts, new_contacts = cursor.fetchone()
    return Counts(
        rows=rows,
        pupils=pupils,
        new=kinds.get("new", 0),
        changed=kinds.get("changed", 0) + kinds.get("back", 0),
        unchanged=kinds.get("same", 0) + kinds.get("gone", 0),
        left=kinds.get("left", 0),
        back=kinds.get("back", 0),
        moves=moves,
        contacts=contacts,
        new_contacts=new_contacts,
    )
