"""Reading whom an account follows, page by page, and comparing that with the register.

A worker holds the reading for two minutes a page. Each page is written down in one transaction
with the key of the next, so that a worker that dies leaves whole pages behind it and the next goes
on after them. The register is touched once, when the last page is there.
"""

import secrets
from datetime import datetime, timedelta

from moderation.catalogue import asking as x_asking
from moderation.drafts.jobs.clock import database_now
from moderation.following import asking, settling, telling
from moderation.following.models import FollowingReading, FollowingSighting
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope
from schoolsocial.x import errors
from schoolsocial.x.people import Page, XUser

LEASE = timedelta(minutes=2)
STALE = timedelta(days=1)
"""After that long the first pages may be no longer so: the reading begins anew."""

Outcome = FollowingReading.Outcome


def due() -> list[tuple[int, int]]:
    """(school, reading) ids of what is to be read on now."""
    with scope.platform():
        rows = FollowingReading.objects.due(database_now())
        return list(rows.values_list("school_id", "pk")[:100])


def read(school_id: int, reading_id: int) -> None:
    """Read on to the end, if it is time. May be called any number of times."""
    holder = secrets.token_hex(16)
    while True:
        reading = _claim(school_id, reading_id, holder)
        if reading is None:
            return
        try:
            page = asking.page_of(reading)
        except errors.XError as error:
            _stop(reading, error)
            return
        if not _write_down(reading, page):
            return


def _claim(school_id: int, reading_id: int, holder: str) -> FollowingReading | None:
    """The reading, held by this worker alone for the next page; None where nothing is to do."""
    with scope.school(school_id):
        now = database_now()
        rows = FollowingReading.objects.under_way().select_for_update(
            skip_locked=True, of=("self",)
        )
        reading = rows.select_related("account", "school").filter(pk=reading_id).first()
        if reading is None:
            return None
        mine = reading.holder == holder
        if not mine and not FollowingReading.objects.due(now).filter(pk=reading_id).exists():
            return None
        if reading.pages == 0 or reading.began_at < now - STALE:
            _begin_anew(reading, now)
        reading.holder, reading.held_until = holder, now + LEASE
        reading.save()
    return reading


def _begin_anew(reading: FollowingReading, now: datetime) -> None:
    reading.sightings.all().delete()
    reading.began_at, reading.next_token, reading.pages, reading.shown = now, "", 0, 0


def _write_down(reading: FollowingReading, page: Page) -> bool:
    """Keep the page; whether another follows and this worker still holds the reading."""
    with scope.school(reading.school_id):
        now = database_now()
        held = FollowingReading.objects.under_way().select_for_update(of=("self",))
        row = held.filter(pk=reading.pk, holder=reading.holder).select_related("school").first()
        if row is None:
            return False
        row.shown = settling.stage(row, (_sighting(row, user) for user in page.users))
        row.pages += 1
        row.dollars += asking.cost_of(len(page.users))
        row.next_token, row.trouble = page.next_token, ""
        row.save()
        if not page.next_token and settling.settle(row, now):
            telling.the_leaders(row.school, now)
    return bool(page.next_token)


def _sighting(reading: FollowingReading, user: XUser) -> FollowingSighting:
    return FollowingSighting(
        school_id=reading.school_id,
        reading=reading,
        x_user_id=user.id,
        handle=user.handle,
        name=user.name[:200],
    )


def _stop(reading: FollowingReading, error: errors.XError) -> None:
    """The page did not come. Nothing is concluded, and the next try goes on after what is kept."""
    with scope.school(reading.school_id):
        now = database_now()
        held = FollowingReading.objects.under_way().select_for_update(of=("self",))
        row = held.filter(pk=reading.pk, holder=reading.holder).first()
        if row is not None:
            if isinstance(error, errors.Rejected):
                _start_over(row, now)  # X may have forgotten its key
            row.next_try_at = x_asking.again_after(error, reading.account, now)
            row.holder, row.held_until = "", None
            row.trouble = x_asking.code_of(error)
            row.save()
    x_asking.renew(error, reading.account)


def _start_over(row: FollowingReading, now: datetime) -> None:
    _begin_anew(row, now)
    row.restarts += 1
    if row.restarts > FollowingReading.MOST_RESTARTS:
        row.outcome, row.ended_at = Outcome.GAVE_UP, now
        audit.record(
            school_id=row.school_id,
            by=row.asked_by_id,
            verb="following.reading_given_up",
            subject=row,
            at=now,
        )
