"""Lists from the temporary tables, for the page that shows what would change."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.roll import years
from schoolsocial.words import Words

MOST_LISTED = 200
SHOWN: dict[str, Words] = {
    "legal_forename": _("Forename"),
    "legal_surname": _("Surname"),
    "preferred_forename": _("Preferred forename"),
    "preferred_surname": _("Preferred surname"),
    "year_group": _("Year group"),
    "born_on": _("Date of birth"),
    "admission_number": _("Admission number"),
    "upn": "UPN",
}

NEW = """
SELECT d.line, d.legal_forename || ' ' || d.legal_surname, coalesce(d.class_name, ''),
       d.year_group
FROM roll_due d WHERE d.kind = 'new' ORDER BY d.line LIMIT %s
"""
LEAVING = """
SELECT d.line, d.legal_forename || ' ' || d.legal_surname, coalesce(k.name, ''), d.left_on
FROM roll_due d LEFT JOIN consent_schoolclass k ON k.id = d.class_id
WHERE d.kind = 'left' ORDER BY d.line NULLS LAST, 2 LIMIT %s
"""
COLUMNS = ", ".join(f"p.{name}, d.{name}" for name in SHOWN)
CHANGED = """
SELECT d.line, d.kind, p.legal_forename || ' ' || p.legal_surname, d.moves,
       coalesce(k.name, ''), d.class_name, p.left_on, d.left_on, {columns}
FROM roll_due d JOIN consent_pupil p ON p.id = d.pupil_id
LEFT JOIN consent_schoolclass k ON k.id = p.school_class_id
WHERE d.kind = ANY(%s) ORDER BY d.line LIMIT %s
""".strip()


@dataclass(frozen=True, slots=True)
class Child:
    """A child in a list; ``row`` is None where it is missing from the file."""

    row: int | None
    name: str
    school_class: str
    year_group: str = ""
    left_on: date | None = None

    @property
    def year(self) -> str:
        return years.in_words(self.year_group) or gettext("year not known")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing about a child that would change."""

    what: Words
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A child with all that would change about it."""

    row: int
    name: str
    differences: tuple[Difference, ...]


def joiners() -> list[Child]:
    return [Child(row, name.strip(), group, year) for row, name, group, year in _rows(NEW)]


def leavers() -> list[Child]:
    return [
        Child(row, name.strip(), group, left_on=left_on)
        for row, name, group, left_on in _rows(LEAVING)
    ]


def changes(*kinds: str) -> list[Changed]:
    """Children of these kinds (“changed”, “back”) with what differs."""
    rows = _rows(CHANGED.format(columns=COLUMNS), list(kinds))
    return [Changed(row[0], row[2].strip(), tuple(_differences(*row[3:]))) for row in rows]


def _differences(moves: object, *held: Any) -> list[Difference]:
    old_class, new_class, left, leaves, *pairs = held
    found = [Difference(gettext("Class"), old_class, new_class)] if moves else []
    if left != leaves:
        found.append(Difference(gettext("Left on"), _said(left), _said(leaves)))
    for place, label in enumerate(SHOWN.values()):
        before, after = pairs[2 * place], pairs[2 * place + 1]
        if before != after:
            found.append(Difference(label, _said(before), _said(after)))
    return found


def _said(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")


def _rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, MOST_LISTED])
        return list(cursor.fetchall())
