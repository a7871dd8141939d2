"""The roll from a file: looked at first, then applied as a whole, and undone as a whole."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any, BinaryIO, cast

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext, ngettext

from consent.academic_year import academic_year, day_of
from consent.actions import answers, roll_undoing, roll_writing
from consent.errors import Refusal
from consent.jobs.roll_files import UNDONE_WITHIN
from consent.models import RegisterChange as Change
from consent.models import RollImport
from consent.queries import roll_changes
from consent.roll import columns
from consent.roll.sheets import MAX_BYTES, Unreadable
from consent.staging.stage import Staged, recognised, stage
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit

LONGEST_NAME = 120
FOLDER = "roll"
UNUSED = ""
"""The key of a mapping under which the names of columns stand that are of no use."""

_LOCK = 7_031  # one import at a time in a school
_HOLD = """
SELECT count(*) FROM (
    SELECT id FROM consent_pupil WHERE school_id = %s ORDER BY id FOR NO KEY UPDATE
) held
"""


class AlreadyDecided(Refusal):
    """The import is over: applied, undone or dropped."""


class Outdated(Refusal):
    """What was confirmed is not what would be written now."""


class ChangedSince(Refusal):
    """Undoing would lose what was written after the import."""


def receive(
    *, school: School, by: Person | None, upload: "UploadedFile[bytes]", now: datetime
) -> RollImport:
    """Keep a file to look at. Raises ``Unreadable`` at first sight of what is no roll."""
    if upload.size is not None and upload.size > MAX_BYTES:
        raise Unreadable(
            gettext(
                "This file is larger than {most} MB, which no school's roll is. "
                "Export only the list of pupils."
            ).format(most=MAX_BYTES // 1024 // 1024)
        )
    header, mapping = recognised(cast("BinaryIO", upload.file), remembered(school))
    upload.seek(0)
    with transaction.atomic():
        made = RollImport.objects.create(
            school=school,
            file=default_storage.save(_random_name(), upload),
            file_name=_own_name(upload.name or ""),
            mapping={str(field): header[place] for field, place in mapping.items()},
            by=by,
            at=now,
        )
        _record("roll.received", made, by, now)
    return made


def remembered(school: School) -> dict[str, str]:
    """What the school said of columns when it last imported."""
    last = (
        RollImport.objects.filter(school=school, state=RollImport.State.APPLIED)
        .order_by("-at")
        .first()
    )
    return chosen(last.mapping) if last else {}


def chosen(mapping: Mapping[str, Any]) -> dict[str, str]:
    """A kept mapping the other way round: a squeezed column name to its field, "" for unused."""
    unused = {columns.squeeze(header): "" for header in mapping.get(UNUSED, [])}
    return unused | {
        columns.squeeze(header): field for field, header in mapping.items() if field != UNUSED
    }


@transaction.atomic
def choose(*, roll_import: RollImport, mapping: Mapping[str, str], covers: str) -> None:
    """Say what each column is and whether the file covers the whole school."""
    current = _open(roll_import)
    used = {str(field): header for field, header in mapping.items() if header}
    unused = [header for header in header_of(current) if header not in used.values()]
    current.mapping = {**used, UNUSED: unused}
    current.covers = RollImport.Covers(covers)
    current.save(update_fields=["mapping", "covers"])


@transaction.atomic
def preview(*, roll_import: RollImport, now: datetime) -> Staged:
    """Work out what would change and keep its figures; the roll is not touched.

    The temporary tables hold the details until the transaction ends. Raises ``Unreadable``.
    """
    current = _open(roll_import)
    staged = _stage(current, now)
    current.digest = staged.digest
    _keep_figures(current, staged)
    current.save(update_fields=["digest", "counts", "remarks"])
    return staged


@transaction.atomic
def apply(
    *, roll_import: RollImport, confirmed: str, by: Person | None, now: datetime
) -> RollImport:
    """Write what the preview of this digest showed, all of it or nothing.

    Raises ``AlreadyDecided``, ``Outdated``, ``Unreadable``.
    """
    current = _open(roll_import)
    wait_for_others(current.school_id)
    staged = _stage(current, now)
    if staged.digest != confirmed:
        raise Outdated(
            gettext("The roll has changed since you looked. Look again before you import.")
        )
    write_staged(current, staged, by, now)
    return current


@transaction.atomic
def import_at_once(
    *, school: School, upload: "UploadedFile[bytes]", whole_school: bool, now: datetime
) -> Staged:
    """A file from the command line, where nobody looks first. Raises ``Unreadable``."""
    current = receive(school=school, by=None, upload=upload, now=now)
    current.covers = RollImport.Covers.WHOLE if whole_school else RollImport.Covers.PART
    wait_for_others(current.school_id)
    staged = _stage(current, now)
    write_staged(current, staged, None, now)
    return staged


@transaction.atomic
def undo(*, roll_import: RollImport, by: Person | None, now: datetime) -> None:
    """Put every child back to what it was before. Posts that were stopped stay stopped.

    Raises ``AlreadyDecided``, ``ChangedSince``.
    """
    current = RollImport.objects.select_for_update().get(pk=roll_import.pk)
    if current.state != RollImport.State.APPLIED:
        raise AlreadyDecided(gettext("Only an import that was applied can be undone."))
    if now - current.at > UNDONE_WITHIN:
        raise ChangedSince(
            ngettext(
                "An import can be undone for {days} day; what it needs for that is erased by now. "
                "Correct the children one by one.",
                "An import can be undone for {days} days; what it needs for that is erased by now. "
                "Correct the children one by one.",
                UNDONE_WITHIN.days,
            ).format(days=UNDONE_WITHIN.days)
        )
    wait_for_others(current.school_id)
    if touched := roll_undoing.touched_since(current.pk):
        raise ChangedSince(
            gettext(
                "Since then {number} of what it wrote was changed again, which undoing would "
                "lose. Undo later imports first, or correct the children one by one."
            ).format(number=touched)
        )
    stays = roll_changes.left_or_back(current)
    carers = roll_changes.with_other_carers(current) | roll_changes.losing_a_carer(current)
    try:
        with transaction.atomic():
            roll_undoing.put_back(current.pk, now)
    except IntegrityError as error:
        raise ChangedSince(
            gettext(
                "Since then something was recorded about a child it added, an answer for "
                "instance, which undoing would lose. Correct the children one by one."
            )
        ) from error
    _note(current, stays, carers, now)
    current.state, current.undone_at = RollImport.State.UNDONE, now
    current.save(update_fields=["state", "undone_at"])
    _record("roll.undone", current, by, now)


@transaction.atomic
def drop(*, roll_import: RollImport, by: Person | None, now: datetime) -> None:
    """Let go of a file that is not to be imported. Raises ``AlreadyDecided``."""
    current = _open(roll_import)
    _record("roll.dropped", current, by, now)
    _erase_file(current)
    current.delete()


def _open(roll_import: RollImport) -> RollImport:
    current = RollImport.objects.select_for_update().filter(pk=roll_import.pk).first()
    if current is None or current.state != RollImport.State.PREVIEWED or not current.file:
        raise AlreadyDecided(gettext("This import is over already."))
    return current


def wait_for_others(school_id: int) -> None:
    """One at a time changes a school's roll as a whole, and nobody one child of it meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, school_id])
        cursor.execute(_HOLD, [school_id])


def write_staged(current: RollImport, staged: Staged, by: Person | None, now: datetime) -> None:
    """Write what the temporary tables hold, and keep its figures with the import."""
    roll_writing.write(
        school_id=current.school_id,
        import_id=current.pk,
        academic_year=academic_year(day_of(now)),
        now=now,
    )
    stays, carers = roll_changes.left_or_back(current), roll_changes.with_other_carers(current)
    _note(current, stays, carers, now)
    _keep_figures(current, staged)
    current.state, current.applied_at = RollImport.State.APPLIED, now
    _erase_file(current)
    current.save()
    _record("roll.imported", current, by, now)


def _note(current: RollImport, stays: set[int], carers: set[int], now: datetime) -> None:
    """Whether these children are here, or whose yes counts for them, is not what it was."""
    for pupils, kind in ((stays, Change.Kind.LEFT), (carers, Change.Kind.ANSWER)):
        answers.note_changes(school_id=current.school_id, pupils=pupils, kind=kind, now=now)


def _stage(current: RollImport, now: datetime) -> Staged:
    with default_storage.open(current.file) as kept:
        return stage(
            cast("BinaryIO", kept.file),
            school_id=current.school_id,
            chosen=chosen(current.mapping),
            whole_school=current.covers == RollImport.Covers.WHOLE,
            today=day_of(now),
        )


def header_of(current: RollImport) -> list[str]:
    """The names of the columns in its file."""
    with default_storage.open(current.file) as kept:
        return recognised(cast("BinaryIO", kept.file), chosen(current.mapping))[0]


def _keep_figures(current: RollImport, staged: Staged) -> None:
    current.counts = asdict(staged.counts)
    current.remarks = [
        {"row": one.row, "remark": str(one.remark), "field": one.field, "value": one.value}
        for one in staged.remarks
    ]


def _erase_file(current: RollImport) -> None:
    if current.file:
        transaction.on_commit(partial(default_storage.delete, current.file))
        current.file = ""


def _record(verb: str, current: RollImport, by: Person | None, now: datetime) -> None:
    kept = ("rows", "pupils", "new", "changed", "left")
    audit.record(
        school_id=current.school_id,
        by=by.pk if by else None,
        verb=verb,
        subject=current,
        details={name: current.counts[name] for name in kept if name in current.counts},
        at=now,
    )


def _own_name(name: str) -> str:
    last = re.split(r"[/\\]", name)[-1]
    return "".join(filter(str.isprintable, last)).strip()[:LONGEST_NAME]


def _random_name() -> str:
    token = secrets.token_hex(16)
    return f"{FOLDER}/{token[:2]}/{token}"
