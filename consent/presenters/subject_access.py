"""One child's data as a ZIP: a page to read, and the same as JSON and CSV for machines."""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from consent.models import Pupil
from consent.queries import subject_access as queries
from consent.roll import safe_csv


def packed(pupil: Pupil, day: date) -> bytes:
    """The ZIP. Its files have plain names: none of them says whose they are."""
    entry = queries.entry(pupil)
    tables: dict[str, queries.Table] = {
        "contacts": queries.contacts(pupil),
        "consents": queries.consents(pupil),
        "events": queries.events(pupil),
    }
    page = {"pupil": pupil, "entry": entry, "tables": _for_reading(tables), "day": day}
    everything = {"pupil": entry, **tables}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("read-me.html", render_to_string("roll/subject_access.html", page))
        archive.writestr("data.json", json.dumps(everything, default=str, ensure_ascii=False))
        for name, rows in tables.items():
            archive.writestr(f"{name}.csv", safe_csv.written(_as_rows(rows)))
    return out.getvalue()


TITLES = {
    "contacts": "Parents and carers",
    "consents": "What was answered about photos",
    "events": "What was done with this entry",
}


def _for_reading(tables: dict[str, queries.Table]) -> list[tuple[str, list[Sequence[Any]]]]:
    return [(TITLES[name], _as_rows(rows)) for name, rows in tables.items()]


def _as_rows(rows: queries.Table) -> list[Sequence[Any]]:
    """The names of the columns, then the values; nothing where there is none."""
    return [list(rows[0]), *(list(row.values()) for row in rows)] if rows else []
