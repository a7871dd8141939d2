"""Evidence packs made and read back."""

import io
import zipfile
from datetime import datetime
from typing import Any

from django.utils import timezone
from python_calamine import CalamineWorkbook

from schoolsocial.accounts.models import Person, School
from schoolsocial.governance.actions import evidence
from schoolsocial.governance.jobs import counting
from schoolsocial.governance.models import EvidencePack
from schoolsocial.governance.periods import Period
from schoolsocial.tenancy import scope
from tests.documents import reading
from tests.governance.files import table

YEAR = Period(2026)
About = EvidencePack.About


def make(
    school: School,
    by: Person,
    about: EvidencePack.About = About.EVERYTHING,
    period: Period = YEAR,
    now: datetime | None = None,
) -> EvidencePack:
    """A pack of what is on record now, counted a moment before."""
    counting.count(school.pk, now or timezone.now())
    moment = now or timezone.now()
    with scope.school(school.pk):
        return evidence.make(school=school, period=period, about=about, by=by, now=moment)


def files(pack: EvidencePack) -> dict[str, bytes]:
    """What is in the ZIP, by path."""
    with zipfile.ZipFile(io.BytesIO(bytes(pack.content))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(pack: EvidencePack, slug: str) -> list[dict[str, str]]:
    """A table of the pack, its rows by their headings."""
    headings, *found = table(files(pack)[f"tables/{slug}.csv"])
    return [dict(zip(headings, row, strict=True)) for row in found]


def readable(path: str, content: bytes) -> str:
    """Everything that can be read in a file, squeezed."""
    if path.endswith(".pdf"):
        return reading.words(content) + reading.squeezed(reading.opened(content).decode("latin-1"))
    if path.endswith(".xlsx"):
        return reading.squeezed(str(sheets(content)))
    return reading.squeezed(content.decode("utf-8-sig"))


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
