"""From a file to what it would change, in one call."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.db import connection
from django.utils.translation import gettext_lazy as _

from consent.academic_year import academic_year
from consent.roll import columns, table
from consent.roll.remarks import Found, Remark
from consent.roll.sheets import Unreadable
from consent.staging import matching, outcome, rows
from consent.staging.outcome import Counts
from consent.staging.planning import in_large_sets
from consent.staging.rows import Remarks

GONE = "SELECT line FROM roll_due WHERE kind = 'gone' ORDER BY line"
NO_NAMES = _("No column was said to hold the children's names. Choose one, and try again.")
NOBODY = _("There is a row with the names of columns, and no child below it.")


@dataclass(frozen=True, slots=True)
class Staged:
    """What is in the temporary tables now. ``digest`` changes whenever any of it does."""

    counts: Counts
    remarks: list[Found]
    digest: str


def stage(
    file: BinaryIO,
    *,
    school_id: int,
    chosen: Mapping[str, str],
    whole_school: bool,
    today: date,
) -> Staged:
    """Fill the temporary tables; nothing of the register changes.

    ``chosen`` is what the school said of columns (a squeezed name to a field, "" for ignored).
    Raises ``Unreadable``.
    """
    found = table.find(file, chosen)
    mapping = found.mapping
    if not columns.names_a_child(mapping):
        raise Unreadable(NO_NAMES)
    told = Remarks()
    with in_large_sets():
        number = rows.load(found.rows, mapping, today, told)
        if not number:
            raise Unreadable(NOBODY)
        matching.match(school_id, told)
        digest = outcome.judge(
            school_id=school_id,
            academic_year=academic_year(today),
            today=today,
            whole_school=whole_school,
        )
    _note_gone(told)
    counts = outcome.count(number)
    counts.remarks = dict(told.counted)
    return Staged(counts, sorted(told.kept, key=lambda one: one.row), digest)


def nothing(*, school_id: int, today: date) -> Staged:
    """The temporary tables, empty: for changes that come from elsewhere than a file."""
    told = Remarks()
    rows.load(iter(()), {}, today, told)
    matching.match(school_id, told)
    digest = outcome.judge(
        school_id=school_id,
        academic_year=academic_year(today),
        today=today,
        whole_school=False,
    )
    return Staged(Counts(), [], digest)


def _note_gone(told: Remarks) -> None:
    with connection.cursor() as cursor:
        cursor.execute(GONE)
        for (line,) in cursor.fetchall():
            told.note(Found(line, Remark.LEFT_UNKNOWN))


def recognised(file: BinaryIO, chosen: Mapping[str, str]) -> tuple[list[str], dict[str, int]]:
    """The file's column names and what each is taken for. Raises ``Unreadable``."""
    found = table.find(file, chosen)
    return found.header, found.mapping
