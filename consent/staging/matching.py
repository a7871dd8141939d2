"""Which child of the register each child of the file is, the surest sign first."""

from typing import Any

from django.db import connection

from consent.roll.remarks import Found, Remark
from consent.staging.rows import Remarks

# A second child under one number is not taken, and is still known, so that it does not seem to
# have left
SAME_NUMBER = """
UPDATE roll_row r SET refused = true, key = r.key || '#' || r.line, admission_number = NULL
FROM (
    SELECT DISTINCT ON (key) key, line, lower(legal_forename) AS forename,
           lower(coalesce(legal_surname, '')) AS surname
    FROM roll_row WHERE key LIKE 'a%%' ORDER BY key, line
) first
WHERE r.key = first.key AND r.line <> first.line AND r.legal_forename <> ''
  AND (lower(r.legal_forename), lower(coalesce(r.legal_surname, ''))) <> (forename, surname)
RETURNING r.line
"""
ROW_TWICE = """
SELECT DISTINCT line FROM (
    SELECT line, row_number() OVER (
        PARTITION BY key, lower(coalesce(contact_name, '')) ORDER BY line
    ) AS place
    FROM roll_row WHERE NOT refused
) counted WHERE place > 1
"""
CHILDREN = """
CREATE TEMPORARY TABLE roll_child ON COMMIT DROP AS
SELECT DISTINCT ON (key) line, key, refused, admission_number, upn, legal_forename, legal_surname,
       preferred_forename, preferred_surname, year_group, class_name, born_on, joined_on, left_on,
       NULL::bigint AS pupil_id, NULL::text AS sign
FROM roll_row ORDER BY key, line
"""
UPN_TWICE = """
SELECT line FROM (
    SELECT line, row_number() OVER (PARTITION BY upn ORDER BY line) AS place
    FROM roll_child WHERE upn IS NOT NULL
) counted WHERE place > 1
"""
NAMESAKES = """
SELECT line FROM (
    SELECT line, row_number() OVER (
        PARTITION BY lower(legal_forename), lower(legal_surname), born_on ORDER BY line
    ) AS place
    FROM roll_child WHERE born_on IS NOT NULL AND NOT refused
) counted WHERE place > 1
"""


def _names_agree(pupil: str = "p", child: str = "c") -> str:
    return f"""
    lower(translate({pupil}.legal_forename, '’', '''')) = lower({child}.legal_forename)
    AND lower(translate({pupil}.legal_surname, '’', ''''))
        = lower(coalesce({child}.legal_surname, ''))
    """


def _everything_agrees(pupil: str, child: str) -> str:
    return f"""
    {pupil}.upn = {child}.upn AND {pupil}.upn <> '' AND {pupil}.born_on = {child}.born_on
    AND NOT {child}.refused AND {_names_agree(pupil, child)}
    """


# Two children have each other's number, and all else agrees for both: the numbers change places
_SWAPPED = f"""
p.admission_number <> c.admission_number AND {_everything_agrees("p", "c")} AND EXISTS (
    SELECT FROM consent_pupil other JOIN roll_child too ON {_everything_agrees("other", "too")}
    WHERE other.school_id = p.school_id AND other.admission_number = c.admission_number
      AND too.admission_number = p.admission_number
)
"""
_ZEROS_APART = """
c.admission_number ~ '^[0-9]+$' AND p.admission_number ~ '^[0-9]+$'
AND ltrim(p.admission_number, '0') = ltrim(c.admission_number, '0')
"""
SIGNS: dict[str, str] = {
    "swapped": _SWAPPED,
    "number": "p.admission_number = c.admission_number",
    "zeros": _ZEROS_APART,
    "upn": "p.upn = c.upn AND p.upn <> ''",
    "name": f"{_names_agree()} AND p.born_on = c.born_on",
    "name alone": f"{_names_agree()} AND c.admission_number IS NULL AND c.born_on IS NULL",
}
"""Each counts only where it points from one child to one child."""

MATCH = """
UPDATE roll_child SET pupil_id = found.pupil_id, sign = %s
FROM (
    SELECT c.line, p.id AS pupil_id, count(*) OVER (PARTITION BY c.line) AS pupils,
           count(*) OVER (PARTITION BY p.id) AS children
    FROM roll_child c JOIN consent_pupil p ON {condition}
    WHERE p.school_id = %s AND c.pupil_id IS NULL
      AND NOT EXISTS (SELECT FROM roll_child taken WHERE taken.pupil_id = p.id)
) found
WHERE roll_child.line = found.line AND pupils = 1 AND children = 1
"""
# Answers hang on the pupil: a number that now stands beside another first name, and another UPN or
# birthday, is another child's
NUMBER_OF_ANOTHER = """
UPDATE roll_child c SET refused = true FROM consent_pupil p
WHERE p.id = c.pupil_id AND c.sign IN ('number', 'zeros') AND NOT c.refused
  AND lower(translate(p.legal_forename, '’', '''')) <> lower(c.legal_forename)
  AND NOT (p.upn <> '' AND p.upn = coalesce(c.upn, ''))
  AND (
      p.born_on <> c.born_on OR p.upn <> '' AND c.upn <> ''
      OR (p.born_on IS NULL OR c.born_on IS NULL)
         AND lower(p.legal_surname) <> lower(coalesce(c.legal_surname, ''))
  )
RETURNING c.line, c.admission_number
"""
CONTRADICTED_ZEROS = """
UPDATE roll_child c SET pupil_id = NULL, sign = NULL FROM consent_pupil p
WHERE p.id = c.pupil_id AND c.sign = 'zeros'
  AND lower(p.legal_forename) <> lower(c.legal_forename)
  AND (p.born_on <> c.born_on OR lower(p.legal_surname) <> lower(coalesce(c.legal_surname, '')))
"""
CHANGED_NUMBERS = """
SELECT c.line, c.sign, p.admission_number FROM roll_child c
JOIN consent_pupil p ON p.id = c.pupil_id
WHERE NOT c.refused AND c.admission_number <> p.admission_number
"""
CHANGED_HOW = {"zeros": Remark.ZEROS_EATEN, "swapped": Remark.NUMBERS_SWAPPED}


def match(school_id: int, told: Remarks) -> None:
    """Make ``roll_child`` of ``roll_row`` and give each child the id it has, if any."""
    with connection.cursor() as cursor:
        _note(told, Remark.SAME_NUMBER_TWICE, _lines(cursor, SAME_NUMBER))
        _note(told, Remark.ROW_TWICE, _lines(cursor, ROW_TWICE))
        cursor.execute(CHILDREN)
        cursor.execute("ANALYZE roll_child")
        _note(told, Remark.UPN_TWICE, _lines(cursor, UPN_TWICE))
        _note(told, Remark.NAMESAKE, _lines(cursor, NAMESAKES))
        for sign, condition in SIGNS.items():
            cursor.execute(MATCH.format(condition=condition), [sign, school_id])
            if sign == "zeros":
                cursor.execute(CONTRADICTED_ZEROS)
        cursor.execute(NUMBER_OF_ANOTHER)
        for line, number in cursor.fetchall():
            told.note(Found(line, Remark.NUMBER_OF_ANOTHER, "admission_number", number))
        cursor.execute(CHANGED_NUMBERS)
        for line, sign, number in cursor.fetchall():
            remark = CHANGED_HOW.get(sign, Remark.NUMBER_CHANGED)
            told.note(Found(line, remark, "admission_number", number))


def _lines(cursor: Any, statement: str) -> list[int]:
    cursor.execute(statement.replace("%%", "%"))
    return [line for (line,) in cursor.fetchall()]


def _note(told: Remarks, remark: Remark, lines: list[int]) -> None:
    for line in sorted(lines):
        told.note(Found(line, remark))
