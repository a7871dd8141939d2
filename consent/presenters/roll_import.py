"""What an import would do and did, for the person who decides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from consent.models import RollImport
from consent.roll import columns, contact_columns
from consent.roll.columns import Field
from consent.roll.remarks import Found, Remark
from consent.staging import listing
from consent.staging.listing import Changed, Child
from consent.staging.stage import Staged
from schoolsocial.words import Words

MOST_SHOWN = 50
FEW = 3
ALARMING = 0.2
"""Of the children on the roll: more leavers than this are pointed out."""


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A remark on a row, for people."""

    row: int
    sentence: Words
    where: str
    value: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """Everything that would change; long lists are cut, figures are not."""

    roll_import: RollImport
    figures: dict[str, Any]
    joiners: list[Child]
    leavers: list[Child]
    changes: list[Changed]
    back: list[Changed]
    errors: list[RemarkLine]
    warnings: list[RemarkLine]
    more_remarks: int
    digest: str
    alarm: str
    changes_something: bool
    assumes_responsibility: bool


def preview_page(roll_import: RollImport, staged: Staged, *, on_roll: int) -> PreviewPage:
    """Reads the temporary tables: only in the transaction that filled them."""
    lines = [_line(found) for found in staged.remarks]
    errors = [line for line in lines if line.is_error]
    warnings = [line for line in lines if not line.is_error]
    counts = staged.counts
    mapped = roll_import.mapping
    return PreviewPage(
        roll_import=roll_import,
        figures=dict(roll_import.counts),
        joiners=listing.joiners(),
        leavers=listing.leavers(),
        changes=listing.changes("changed"),
        back=listing.changes("back"),
        errors=errors[:MOST_SHOWN],
        warnings=warnings[:MOST_SHOWN],
        more_remarks=sum(counts.remarks.values())
        - min(len(errors), MOST_SHOWN)
        - min(len(warnings), MOST_SHOWN),
        digest=staged.digest,
        alarm=_alarm(counts.left, on_roll),
        changes_something=bool(counts.new + counts.changed + counts.left + counts.contacts),
        assumes_responsibility=bool(counts.contacts) and _says_nothing_of_responsibility(mapped),
    )


def _says_nothing_of_responsibility(mapped: Mapping[str, object]) -> bool:
    """Whether some contact has a name and no column about parental responsibility."""
    named = (Field.CONTACT, Field.CONTACT_FORENAME, Field.CONTACT_SURNAME)
    contacts = {
        number
        for key in mapped
        for field, number in [contact_columns.parted(key)]
        if field in named
    }
    return any(contact_columns.key(Field.RESPONSIBILITY, one) not in mapped for one in contacts)


def _alarm(left: int, on_roll: int) -> str:
    if left < FEW or left <= on_roll * ALARMING:
        return ""
    return ngettext(
        "{left} of {all} child would be a leaver. Is this really the file of the whole school? "
        "If it is only a part, go back and say so.",
        "{left} of {all} children would be leavers. Is this really the file of the whole school? "
        "If it is only a part, go back and say so.",
        on_roll,
    ).format(left=left, all=on_roll)


def _line(found: Found) -> RemarkLine:
    return RemarkLine(
        found.row, found.sentence, columns.label(found.field), found.value, found.is_error
    )


def kept_remarks(roll_import: RollImport) -> list[RemarkLine]:
    """The remarks of the last preview."""
    return [
        _line(Found(one["row"], Remark(one["remark"]), one["field"], one["value"]))
        for one in roll_import.remarks
    ]


def as_rows(roll_import: RollImport) -> Iterator[tuple[object, ...]]:
    """The remarks as a table to work through."""
    yield (
        gettext("Row"),
        gettext("Left out"),
        gettext("Column"),
        gettext("In the file"),
        gettext("What there is to say"),
    )
    for line in kept_remarks(roll_import):
        left_out = gettext("yes") if line.is_error else gettext("no")
        yield line.row, left_out, line.where, line.value, line.sentence
