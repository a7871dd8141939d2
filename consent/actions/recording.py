"""What the office writes down: a class at a time, or all that one form says of one child."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from consent.actions import answers, documents
from consent.actions.answers import Reply
from consent.models import Consent, Pupil, Purpose
from consent.queries.answers import latest
from schoolsocial.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Entry:
    """A row somebody filled in. ``seen`` is the id of the answer their page showed, 0 for none."""

    pupil: Pupil
    seen: int
    reply: Reply


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of the rows; ``overtaken`` holds the answer that came in between, by pupil."""

    written: tuple[int, ...]
    overtaken: Mapping[int, Consent]


@transaction.atomic
def record_class(
    *, purpose: Purpose, entries: Collection[Entry], by: Person, now: datetime
) -> Recorded:
    """One answer for each row, except where the register moved on since the page was opened.

    The same row sent twice is one answer. Raises as ``answers.record``.
    """
    ids = sorted(entry.pupil.pk for entry in entries)
    list(Pupil.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    before = latest(ids, purpose)
    written: list[int] = []
    overtaken: dict[int, Consent] = {}
    for entry in entries:
        last = before.get(entry.pupil.pk)
        if last and last.pk != entry.seen:
            if not _says_the_same(last, entry.reply, by):
                overtaken[entry.pupil.pk] = last
                continue
        else:
            answers.record(pupil=entry.pupil, purpose=purpose, reply=entry.reply, by=by, now=now)
        written.append(entry.pupil.pk)
    return Recorded(tuple(written), overtaken)


@transaction.atomic
def record_form(
    *,
    pupil: Pupil,
    replies: Mapping[Purpose, Reply],
    paper: "UploadedFile[bytes] | None",
    by: Person,
    now: datetime,
) -> list[Consent]:
    """Everything that one form says of one child, with its scan where there is one.

    Raises as ``answers.record`` and ``documents.attach``; nothing is kept then.
    """
    written = [
        answers.record(pupil=pupil, purpose=purpose, reply=reply, by=by, now=now)
        for purpose, reply in replies.items()
    ]
    if paper:
        documents.attach(consents=written, upload=paper, by=by, now=now)
    return written


def _says_the_same(last: Consent, reply: Reply, by: Person) -> bool:
    """A page that was sent twice, by a second click or after a lost connection."""
    return (
        last.recorded_by_id == by.pk
        and last.answer == reply.answer
        and frozenset(last.limits) == reply.limits
        and last.guardian_id == (reply.guardian.pk if reply.guardian else None)
        and last.given_on == reply.given_on
    )
