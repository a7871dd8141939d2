"""Telling somebody: a notice in their inbox, a mail in the outbox and, where it goes at once, a
push for each of their devices, all in one transaction. None of them waits for another.
"""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from schoolsocial.accounts import queries, tasks
from schoolsocial.accounts.actions import pushes
from schoolsocial.accounts.models import Letter, Membership, Notice, School
from schoolsocial.accounts.notice_kinds import KINDS, Kind, Rhythm, rhythm_of
from schoolsocial.accounts.quiet_hours import leaves_at
from schoolsocial.accounts.school_time import school_days
from schoolsocial.celery import ring


def queue(*, school: School, to: str, kind: str, path: str, now: datetime) -> Letter:
    """Write it in the current transaction; the mail leaves once that has committed and, except
    where a child may be at risk, in the rhythm and the hours that its reader chose.

    ``kind`` names a template under ``templates/mail/``. No mail speaks of a pupil or quotes a post.
    """
    place = queries.place_of_address(school, to) if kind in KINDS else None
    told = _told(place, kind, path, now) if place else {}
    letter = Letter.objects.create(
        school=school, to=to, kind=kind, path=path, queued_at=now, **told
    )
    if letter.rhythm == Rhythm.NOW and letter.notice is not None:
        pushes.queue(school=school, notice=letter.notice, leaves_at=letter.leaves_at, now=now)
    if letter.rhythm == Rhythm.NOW and (letter.leaves_at is None or letter.leaves_at <= now):
        transaction.on_commit(partial(ring, tasks.deliver_letter, school.pk, letter.pk))
    return letter


def _told(place: Membership, kind: str, path: str, now: datetime) -> dict[str, Any]:
    """The notice, and how its mail goes."""
    notice = Notice.objects.create(
        school_id=place.school_id, person_id=place.person_id, kind=kind, path=path, at=now
    )
    return {"person_id": place.person_id, "notice": notice, **_going(place, KINDS[kind], now)}


def _going(place: Membership, kind: Kind, now: datetime) -> dict[str, Any]:
    if kind.urgent:
        return {}
    rhythm = rhythm_of(kind, place.roles, queries.rhythms_chosen_by(place))
    hours, days = queries.hours_of(place), school_days(place.school)
    return {"rhythm": rhythm, "leaves_at": leaves_at(now, rhythm, hours, days)}
