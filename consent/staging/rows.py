"""The file's rows in a temporary table, as one COPY."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import connection

from consent.roll import entries
from consent.roll.columns import Field
from consent.roll.contacts import Contact
from consent.roll.entries import Entry
from consent.roll.remarks import Found
from consent.roll.sheets import Row

MOST_REMARKS = 500  # of one kind, what a person could read; the rest is counted

TABLES = ("roll_row", "roll_child", "roll_due", "roll_contact")
CREATE = """
CREATE TEMPORARY TABLE roll_row (
    line integer, key text, refused boolean,
    admission_number text, upn text, legal_forename text, legal_surname text,
    preferred_forename text, preferred_surname text, year_group text, class_name text,
    born_on date, joined_on date, left_on date,
    contact_name text, relationship text, responsible boolean, email text, phone text,
    priority integer
) ON COMMIT DROP
"""
COPY = "COPY roll_row FROM STDIN"


class Remarks:
    """Remarks on rows: the first of each kind kept, all of them counted."""

    def __init__(self) -> None:
        self.kept: list[Found] = []
        self.counted = Counter[str]()

    def note(self, found: Found) -> None:
        """Errors never give way to warnings: each remark has its own share."""
        self.counted[str(found.remark)] += 1
        if self.counted[str(found.remark)] <= MOST_REMARKS:
            self.kept.append(found)


def load(rows: Iterator[Row], mapping: Mapping[str, int], today: date, told: Remarks) -> int:
    """Fill ``roll_row`` anew; how many rows about children there were."""
    number = 0
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
        cursor.execute(CREATE)
        with cursor.copy(COPY) as copy:
            for entry in entries.entries(rows, mapping, today):
                number += 1
                for found in entry.found:
                    told.note(found)
                if key := _key(entry):
                    for contact in entry.contacts or (None,):
                        copy.write_row(_values(entry, key, mapping, contact))
        cursor.execute("ANALYZE roll_row")
    return number


def _key(entry: Entry) -> str:
    """What makes two rows speak of the same child; empty where nothing does."""
    if entry.admission_number:
        return "a" + entry.admission_number.lower()
    if entry.upn:
        return "u" + entry.upn
    if not entry.legal_forename:
        return ""
    names = f"{entry.legal_forename}|{entry.legal_surname}".casefold()
    return f"n{names}|{entry.born_on or ''}"


def _values(
    entry: Entry, key: str, mapping: Mapping[str, int], contact: Contact | None
) -> tuple[Any, ...]:
    """Null is what the file does not say; an empty preferred name is one that is gone.

    A row that names several contacts becomes several of the same number, one for each.
    """
    return (
        entry.row,
        key,
        not entry.is_taken,
        entry.admission_number or None,
        entry.upn or None,
        entry.legal_forename,
        entry.legal_surname or None,
        entry.preferred_forename if Field.PREFERRED_FORENAME in mapping else None,
        entry.preferred_surname if Field.PREFERRED_SURNAME in mapping else None,
        entry.year_group or None,
        entry.class_name or None,
        entry.born_on,
        entry.joined_on,
        entry.left_on,
        contact.name if contact else None,
        (contact.relationship or None) if contact else None,
        contact.responsible if contact else None,
        contact.email if contact else None,
        contact.phone if contact else None,
        contact.priority if contact else None,
    )
