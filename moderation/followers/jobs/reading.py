"""Carrying a sweep on, page by page.

A worker holds the sweep for two minutes a page. Each page is written down in one transaction with
the key of the next, so that a worker that dies leaves whole pages behind it and the next goes on
after them. Only the end of a whole sweep says who is gone.
"""

import secrets
import time
from datetime import timedelta

from moderation.drafts.jobs.clock import database_now
from moderation.followers import asking, sweeping
from moderation.followers.jobs import sources
from moderation.followers.jobs.sources import Given
from moderation.followers.models import Sweep, SweepPage, SweepPlan
from moderation.followers.people import NobodysId
from moderation.followers.staging import keep_page
from schoolsocial.tenancy import scope
from schoolsocial.x import errors
from schoolsocial.x.archive.refusals import Reason, Refused
from schoolsocial.x.models import Account

LEASE = timedelta(minutes=2)
STRETCH = 240.0
"""Seconds, after which the worker is free for a post that is due."""
NOT_CONNECTED, GOES_ROUND, FILE_GONE = "not-connected", "goes-round", "file-gone"


def begin_due() -> None:
    """Begin a sweep of every account whose time has come."""
    with scope.platform():
        due = list(SweepPlan.objects.due(database_now()).values_list("school_id", "pk")[:100])
    for school_id, plan_id in due:
        with scope.school(school_id):
            now = database_now()
            held = SweepPlan.objects.select_for_update(skip_locked=True, of=("self",))
            plan = held.select_related("account").filter(pk=plan_id, next_at__lte=now).first()
            if plan is None:
                continue
            plan.next_at = now + timedelta(days=plan.every_days)
            plan.save(update_fields=["next_at"])
            running = Sweep.objects.running().filter(account=plan.account)
            if sweeping.may_sweep(plan.account) and not running.exists():
                sweeping.begin(account=plan.account, source=Sweep.Source.X, by=None, now=now)


def due() -> list[tuple[int, int]]:
    """(school, sweep) ids of what is to be carried on now."""
    with scope.platform():
        return list(Sweep.objects.due(database_now()).values_list("school_id", "pk")[:100])


def carry_on(school_id: int, sweep_id: int) -> bool:
    """Read on where the last worker stopped; whether there is more to read at once.

    Does nothing while another worker is at it. May be called any number of times.
    """
    holder, ends = secrets.token_hex(16), time.monotonic() + STRETCH
    with sources.opened() as pages:
        while True:
            sweep = _claim(school_id, sweep_id, holder)
            if sweep is None:
                return False
            given = _given(sweep, pages)
            if given is None or not _write_down(sweep, given):
                return False
            if time.monotonic() > ends:
                _release(sweep)
                return True


def _given(sweep: Sweep, pages: sources.Pages) -> Given | None:
    """The next page; None where it did not come, which is then noted on the sweep."""
    try:
        return pages.next_of(sweep)
    except errors.XError as error:
        _later(sweep, error)
    except NobodysId:
        _give_up(sweep, Reason.BAD_ID)
    except Refused as refused:
        _give_up(sweep, refused.reason)
    except FileNotFoundError:
        _give_up(sweep, FILE_GONE)
    return None


def _claim(school_id: int, sweep_id: int, holder: str) -> Sweep | None:
    """The sweep, held by this worker alone for the next page; None where there is nothing to do."""
    with scope.school(school_id):
        now = database_now()
        rows = Sweep.objects.select_for_update(skip_locked=True, of=("self",)).running()
        sweep = rows.select_related("account", "school").filter(pk=sweep_id).first()
        if sweep is None:
            return None
        if sweep.holder != holder and not Sweep.objects.due(now).filter(pk=sweep_id).exists():
            return None
        if sweep.source == Sweep.Source.X and not _may_ask(sweep, sweep.account):
            return None
        sweep.holder, sweep.held_until = holder, now + LEASE
        sweep.save(update_fields=["holder", "held_until"])
    return sweep


def _may_ask(sweep: Sweep, account: Account) -> bool:
    """Whether X may be asked now; where not, the sweep waits or ends."""
    now = database_now()
    if not account.connected:
        sweeping.stop(sweep, trouble=NOT_CONNECTED, by=None, now=now)
        return False
    until = asking.waits_until(account, now)
    if until is not None:
        sweep.again_at, sweep.holder, sweep.held_until = until, "", None
        sweep.save(update_fields=["again_at", "holder", "held_until"])
    return until is None


def _held(sweep: Sweep) -> Sweep | None:
    """The row, locked, if this worker still holds it."""
    rows = Sweep.objects.select_for_update(of=("self",)).running().filter(holder=sweep.holder)
    return rows.select_related("account", "school").filter(pk=sweep.pk).first()


def _write_down(sweep: Sweep, given: Given) -> bool:
    """Keep the page; whether another follows and this worker still holds the sweep."""
    with scope.school(sweep.school_id):
        row = _held(sweep)
        if row is None:
            return False
        now = database_now()
        row.trouble = ""
        if given.expected is not None:
            row.expected = given.expected
            row.save()
            return True
        if _goes_round(row, given.next_token):
            _once_more(row, GOES_ROUND)
            return False
        key, row.next_token = row.next_token, given.next_token
        row.dollars += given.dollars
        keep_page(sweep=row, key=key, told=given.told, now=now, is_last=given.is_last)
        file = ""
        if given.is_last:
            sweeping.finish(row, now)
            file = sweep.file
    sources.forget(file)
    return not given.is_last


def _goes_round(sweep: Sweep, token: str) -> bool:
    """Whether X gave the key of a page that was read already: that would never end."""
    if not token:
        return False
    return token == sweep.next_token or SweepPage.objects.filter(sweep=sweep, key=token).exists()


def _later(sweep: Sweep, error: errors.XError) -> None:
    """The page did not come. What was written down stays, and the next try goes on after it."""
    with scope.school(sweep.school_id):
        row = _held(sweep)
        if row is not None and isinstance(error, errors.Rejected):
            _once_more(row, asking.code_of(error))
        elif row is not None:
            row.again_at = asking.again_after(error, sweep.account, database_now())
            row.trouble, row.holder, row.held_until = asking.code_of(error), "", None
            row.save()
    asking.renew(error, sweep.account)


def _once_more(row: Sweep, trouble: str) -> None:
    """X may have forgotten its key: from the beginning, a few times; a first page that is refused
    stays refused.
    """
    now = database_now()
    if row.pages == 0 or row.restarts >= Sweep.MOST_RESTARTS:
        sweeping.stop(row, trouble=trouble, by=None, now=now)
        return
    sweeping.start_again(row)
    row.restarts += 1
    row.again_at, row.trouble, row.holder, row.held_until = now, trouble, "", None
    row.save()


def _give_up(sweep: Sweep, trouble: str) -> None:
    with scope.school(sweep.school_id):
        row = _held(sweep)
        if row is not None:
            sweeping.stop(row, trouble=trouble, by=None, now=database_now())
    sources.forget(sweep.file)


def _release(sweep: Sweep) -> None:
    with scope.school(sweep.school_id):
        row = _held(sweep)
        if row is not None:
            row.holder, row.held_until = "", None
            row.save(update_fields=["holder", "held_until"])
