"""Asking X to block or unblock, where the school's app may (Enterprise).

The outcome of a call is never guessed and the call never repeated by itself: what has no clear
answer is looked up in X's list. X takes a second block of the same account without harm, and still
a person may have decided otherwise in between.
"""

from datetime import datetime

from django.utils.translation import gettext

from moderation.blocks import asking, record
from moderation.blocks.models import Block, BlockAttempt, BlockEntry
from moderation.blocks.workflow import Verb, may
from schoolsocial.tenancy import scope
from schoolsocial.x import calling, errors
from schoolsocial.x.actions import tokens
from schoolsocial.x.models import Account

State = BlockAttempt.State
Ids = list[tuple[int, int]]


def waiting() -> Ids:
    """(school, attempt) ids of what no bell announced."""
    with scope.platform():
        rows = BlockAttempt.objects.filter(
            state=State.PREPARED, deadline_at__gt=asking.database_now()
        )
        return list(rows.order_by("pk").values_list("school_id", "pk")[:100])


def send(school_id: int, attempt_id: int) -> None:
    """Ask X once. May be called any number of times."""
    attempt = _put_in_flight(school_id, attempt_id)
    if attempt is None:
        return
    account = attempt.block.account
    try:
        with calling.noting(account) as notes:
            client = calling.client_of(account, notes, fence=lambda: _fence(attempt))
            act = client.block if attempt.kind == BlockAttempt.Kind.BLOCK else client.unblock
            act(account.x_user_id, attempt.block.user_id)
            _record(attempt, State.ACCEPTED)
    except errors.NotSent as error:
        _record(attempt, State.NOT_SENT, error.reason)
        _renew(account, error)
    except errors.Rejected as error:
        _record(attempt, State.REJECTED, error.reason)
    except errors.XError as error:
        _record(attempt, State.UNKNOWN, error.reason)


def give_up() -> None:
    """Whoever worked on these is gone: one that was prepared never left; of one on its way nobody
    knows.
    """
    with scope.platform():
        rows = BlockAttempt.objects.abandoned(asking.database_now())
        found = list(rows.values_list("school_id", "pk")[:100])
    for school_id, attempt_id in found:
        with scope.school(school_id):
            attempt = _locked(attempt_id)
            lost = attempt.state == State.IN_FLIGHT
            if attempt.state in {State.PREPARED, State.IN_FLIGHT}:
                _write(
                    attempt,
                    State.UNKNOWN if lost else State.NOT_SENT,
                    gettext("Nobody answered for it."),
                )


def _put_in_flight(school_id: int, attempt_id: int) -> BlockAttempt | None:
    with scope.school(school_id):
        attempt = _locked(attempt_id)
        now = asking.database_now()
        if attempt.state != State.PREPARED or attempt.deadline_at <= now:
            return None
        attempt.state, attempt.started_at = State.IN_FLIGHT, now
        attempt.save(update_fields=["state", "started_at"])
    return attempt


def _fence(attempt: BlockAttempt) -> None:
    """The last moment at which not sending is certain."""
    with scope.school(attempt.school_id):
        rows = BlockAttempt.objects.filter(pk=attempt.pk, state=State.IN_FLIGHT)
        if not rows.filter(deadline_at__gt=asking.database_now()).exists():
            raise errors.FenceLost(gettext("The time to ask X was over."))


def _record(attempt: BlockAttempt, state: BlockAttempt.State, reason: str = "") -> None:
    with scope.school(attempt.school_id):
        stored = _locked(attempt.pk)
        if stored.state == State.IN_FLIGHT:
            _write(stored, state, reason)


def _write(attempt: BlockAttempt, state: BlockAttempt.State, reason: str) -> None:
    now = asking.database_now()
    attempt.state, attempt.reason = state, reason[:200]
    attempt.finished_at = None if state == State.UNKNOWN else now
    attempt.save(update_fields=["state", "reason", "finished_at"])
    if state == State.ACCEPTED:
        _take_at_its_word(attempt, now)
    elif state in {State.REJECTED, State.NOT_SENT}:
        kind = BlockEntry.Kind.REFUSED if state == State.REJECTED else BlockEntry.Kind.NOT_SENT
        record.add(attempt.block, kind, by=None, now=now, words=attempt.reason)


def _take_at_its_word(attempt: BlockAttempt, now: datetime) -> None:
    """X said yes; its list is read to make sure, as after a person's word."""
    rows = Block.objects.select_related("school", "account").select_for_update(of=("self",))
    block = rows.get(pk=attempt.block_id)
    blocks = attempt.kind == BlockAttempt.Kind.BLOCK
    verb = Verb.SAY_DONE if blocks else Verb.SAY_UNDONE
    if not may(block.state, verb):
        return
    if blocks:
        block.done_by, block.done_at = attempt.by, now
    record.step(block, verb, now)
    record.add(block, BlockEntry.Kind.ACCEPTED, by=None, now=now)


def _locked(attempt_id: int) -> BlockAttempt:
    rows = BlockAttempt.objects.select_related("block__account", "by", "school")
    return rows.select_for_update(of=("self",)).get(pk=attempt_id)


def _renew(account: Account, error: errors.XError) -> None:
    if isinstance(error, errors.Unauthorised):
        stale = bytes(account.access_token)
        tokens.refresh(school_id=account.school_id, account_id=account.pk, stale=stale)
