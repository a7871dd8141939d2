"""Reading whom an account has blocked, page by page, and holding it against what was decided.

A worker holds the reading for two minutes a page. Each page is written down in one transaction with
the key of the next, so that a worker that dies leaves whole pages behind it. What is not on the
list is concluded from its last page alone, in the transaction that ends the reading.
"""

import secrets
from datetime import datetime, timedelta

from moderation.blocks import asking, judging
from moderation.blocks.models import Block, BlockAttempt, BlockReading
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope
from schoolsocial.x import errors
from schoolsocial.x.actions import tokens
from schoolsocial.x.models import Account
from schoolsocial.x.people import Page

LEASE = timedelta(minutes=2)
BETWEEN = timedelta(minutes=10)  # two readings of one list: X takes 15 calls in 15 minutes
AFTER_GIVING_UP = timedelta(hours=6)
LOOK_AGAIN = timedelta(days=7)
LONGEST = timedelta(days=2)

State = BlockReading.State
Ids = list[tuple[int, int]]


def begin() -> None:
    """A reading for each account of whose blocks something is to be made sure of."""
    with scope.platform():
        open_blocks = Block.objects.open().values_list("account_id", flat=True)
        rows = Account.objects.usable().filter(pk__in=open_blocks).order_by("pk")
        wanted = list(rows.values_list("school_id", "pk"))
    for school_id, account_id in wanted:
        with scope.school(school_id):
            account = Account.objects.select_for_update(no_key=True, of=("self",)).get(
                pk=account_id
            )
            _begin(account, asking.database_now())


def due() -> Ids:
    """(school, reading) ids of what is to be read now."""
    with scope.platform():
        free = BlockReading.objects.free(asking.database_now()).order_by("next_try_at")
        return list(free.values_list("school_id", "pk")[:100])


def read(school_id: int, reading_id: int) -> None:
    """Read on where the last worker stopped. May be called any number of times."""
    holder = secrets.token_hex(16)
    while True:
        reading = _claim(school_id, reading_id, holder)
        if reading is None:
            return
        asked_at = reading.held_until - LEASE if reading.held_until else reading.began_at
        try:
            page = _ask(reading, asked_at)
        except errors.XError as error:
            _stop(reading, error)
            return
        if not _write_down(reading, page, asked_at):
            return


def _begin(account: Account, now: datetime) -> None:
    readings = BlockReading.objects.filter(account=account, source=BlockReading.Source.API)
    last = readings.order_by("-began_at").first()
    if last is not None:
        rests = AFTER_GIVING_UP if last.state == State.GIVEN_UP else BETWEEN
        if last.state == State.READING or now < last.began_at + rests:
            return
    whole = readings.complete().filter(began_at__gt=now - LOOK_AGAIN).exists()
    if whole and not _waits_for_x(account):
        return
    BlockReading.objects.create(
        school_id=account.school_id,
        account=account,
        source=BlockReading.Source.API,
        began_at=now,
        next_try_at=now,
    )


def _waits_for_x(account: Account) -> bool:
    said = Block.objects.for_x().filter(account=account)
    return said.exists() or BlockAttempt.objects.unclear().filter(block__account=account).exists()


def _claim(school_id: int, reading_id: int, holder: str) -> BlockReading | None:
    """The reading, held by this worker alone for the next page; None where there is nothing."""
    with scope.school(school_id):
        now = asking.database_now()
        rows = BlockReading.objects.under_way().select_for_update(skip_locked=True, of=("self",))
        reading = rows.select_related("account", "school").filter(pk=reading_id).first()
        if reading is None:
            return None
        is_free = BlockReading.objects.free(now).filter(pk=reading_id).exists()
        if reading.holder != holder and not is_free:
            return None
        if reading.began_at < now - LONGEST or not reading.account.connected:
            _end(reading, State.GIVEN_UP, now)
            return None
        reading.holder, reading.held_until = holder, now + LEASE
        reading.save(update_fields=["holder", "held_until"])
    return reading


def _ask(reading: BlockReading, now: datetime) -> Page:
    account = reading.account
    with asking.reading(account, now) as client:
        return client.blocking_page(account.x_user_id, page_token=reading.next_token)


def _write_down(reading: BlockReading, page: Page, asked_at: datetime) -> bool:
    """Keep the page; whether another follows and this worker still holds the reading."""
    with scope.school(reading.school_id):
        now = asking.database_now()
        rows = BlockReading.objects.under_way().select_for_update(of=("self",))
        held = rows.select_related("account", "school").filter(holder=reading.holder)
        row = held.filter(pk=reading.pk).first()
        if row is None:
            return False
        listed = {user.id: user.handle for user in page.users}
        judging.sight(row, listed, as_of=asked_at, now=now)
        row.pages += 1
        row.listed += len(listed)
        row.next_token, row.trouble = page.next_token, ""
        row.save(update_fields=["pages", "listed", "next_token", "trouble"])
        if page.next_token:
            return True
        judging.conclude(row, now)
        _end(row, State.COMPLETE, now)
    return False


def _stop(reading: BlockReading, error: errors.XError) -> None:
    """The page did not come. What was written down stays, and nothing is concluded."""
    with scope.school(reading.school_id):
        now = asking.database_now()
        rows = BlockReading.objects.under_way().select_for_update(of=("self",))
        row = rows.filter(pk=reading.pk, holder=reading.holder).first()
        if row is not None:
            row.trouble, row.holder, row.held_until = asking.code_of(error), "", None
            row.next_try_at = asking.again_after(error, reading.account, now)
            row.save(update_fields=["trouble", "holder", "held_until", "next_try_at"])
            if isinstance(error, errors.Rejected):
                _end(row, State.GIVEN_UP, now)
    if isinstance(error, errors.Unauthorised):
        account = reading.account
        stale = bytes(account.access_token)
        tokens.refresh(school_id=account.school_id, account_id=account.pk, stale=stale)


def _end(row: BlockReading, state: State, now: datetime) -> None:
    row.state, row.ended_at, row.held_until, row.holder = state, now, None, ""
    row.next_token = ""
    row.save(update_fields=["state", "ended_at", "held_until", "holder", "next_token"])
    audit.record(
        school_id=row.school_id,
        by=None,
        verb=f"blocks.{'read' if state == State.COMPLETE else 'not_read'}",
        subject=row,
        details={"listed": row.listed},
        at=now,
    )
