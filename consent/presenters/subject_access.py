"""One child's data as a ZIP: a page to read, the same as JSON and CSV for machines, and the files.

All rows are read at once; the files are read one after the other while the ZIP is on its way, so
that no more than one of them is in memory. Nothing is asked of the database by then.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.translation import gettext

from consent import pictures
from consent.models import Pupil
from consent.models.documents import ENDINGS
from consent.pictures import FaceBox
from consent.queries import subject_access as queries
from schoolsocial.documents import tables


@dataclass(frozen=True, slots=True)
class Section:
    """A table: the name of its file, its title and its rows."""

    name: str
    title: str
    rows: queries.Table


@dataclass(slots=True)
class Package:
    """Everything that goes into the ZIP. Its files have plain names: none says whose they are."""

    pupil: Pupil
    day: date
    entry: dict[str, Any]
    sections: list[Section]
    files: list[tuple[str, Callable[[], bytes]]] = field(default_factory=list)
    left_out: int = 0


def package(pupil: Pupil, day: date) -> Package:
    """What the register holds of the child, with scans and photos."""
    made = Package(pupil, day, queries.entry(pupil), [])
    made.sections = [
        Section("contacts", gettext("Parents and carers"), queries.contacts(pupil)),
        Section("consents", gettext("What was answered about photos"), queries.consents(pupil)),
        Section("papers", gettext("Scans of paper forms"), _papers(made)),
        Section("photos", gettext("Photos with the child"), _photos(made)),
        Section("events", gettext("What was done with this entry"), queries.events(pupil)),
    ]
    return made


def streamed(made: Package) -> Iterator[bytes]:
    """The ZIP piece by piece."""
    written: list[tuple[str, Callable[[], bytes]]] = [
        ("read-me.html", partial(_read_me, made)),
        ("data.json", partial(_for_machines, made)),
        *((f"{one.name}.csv", partial(_table, one)) for one in made.sections),
    ]
    tray = _Tray()
    with zipfile.ZipFile(tray, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, make in [*written, *made.files]:
            try:
                archive.writestr(name, make())
            except FileNotFoundError:
                archive.writestr(
                    f"{name}.txt", gettext("This file is missing in the school’s storage.")
                )
            yield tray.taken()
    yield tray.taken()


class _Tray(io.RawIOBase):
    """Where the ZIP is written to and taken from; it cannot be turned back."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        held = bytes(self._held)
        self._held.clear()
        return held


def _papers(made: Package) -> queries.Table:
    rows: queries.Table = []
    for number, paper in enumerate(queries.papers(made.pupil), start=1):
        name = f"papers/{number}.{ENDINGS[paper.media_type]}"
        made.files.append((name, partial(_stored, paper.content)))
        rows.append({gettext("File"): name, gettext("Kept since"): f"{paper.added_at:%Y-%m-%d}"})
    return rows


def _photos(made: Package) -> queries.Table:
    """With every other face covered; a photo whose faces nobody has marked stays out."""
    rows: queries.Table = []
    left_out = gettext("not included, see read-me.html")
    for number, shown in enumerate(queries.pictured(made.pupil), start=1):
        name = f"photos/{number}.{ENDINGS[shown.photo.media_type]}"
        if shown.is_known:
            made.files.append((name, partial(_redacted, shown.photo.content, shown.others)))
        else:
            made.left_out += 1
        rows.append(
            {
                gettext("File"): name if shown.is_known else left_out,
                gettext("Added"): f"{shown.photo.uploaded_at:%Y-%m-%d}",
                gettext("Faces of others covered"): len(shown.others),
            }
        )
    return rows


def _stored(name: str) -> bytes:
    with default_storage.open(name) as file:
        content: bytes = file.read()
    return content


def _redacted(name: str, others: Sequence[FaceBox]) -> bytes:
    content = _stored(name)
    return pictures.covered(content, others).content if others else content


def _read_me(made: Package) -> bytes:
    tables = [(one.title, _as_rows(one.rows)) for one in made.sections]
    return render_to_string("roll/subject_access.html", {"page": made, "tables": tables}).encode()


def _for_machines(made: Package) -> bytes:
    everything = {"pupil": made.entry, **{one.name: one.rows for one in made.sections}}
    return json.dumps(everything, default=str, ensure_ascii=False).encode()


def _table(section: Section) -> bytes:
    return tables.csv(_as_rows(section.rows))


def _as_rows(rows: queries.Table) -> list[Sequence[Any]]:
    """The names of the columns, then the values; nothing where there is none."""
    return [list(rows[0]), *(list(row.values()) for row in rows)] if rows else []
