"""Deciding that an account on X is to be blocked: for a leader, a case, a notice of a pupil."""

import re
from datetime import datetime

from django.utils.translation import gettext

from moderation.blocks import record, telling, times
from moderation.blocks.errors import Refusal
from moderation.blocks.models import Block, BlockEntry
from moderation.blocks.workflow import State, Verb, may
from schoolsocial.accounts.models import Person
from schoolsocial.x.models import Account

LONGEST_REASON = 200
_NUMBER = re.compile(r"[0-9]{0,19}", re.ASCII)
_HANDLE = re.compile(r"\w{0,20}", re.ASCII)


class NobodyMeant(Refusal):
    """A block is of an account that X knows by a number or a name."""

    def __init__(self) -> None:
        super().__init__(gettext("Say which account on X: its name, or the number X gave it."))


class ReasonMissing(Refusal):
    """Each block is decided for a reason, case by case."""

    def __init__(self) -> None:
        super().__init__(gettext("Say why it is to be blocked: it is kept with the decision."))


class OurOwn(Refusal):
    """No account blocks itself."""

    def __init__(self) -> None:
        super().__init__(
            gettext("That is the account itself. Check the name of whom you mean to block.")
        )


def decide_block(
    *,
    account: Account,
    user_id: str,
    handle: str,
    reason: str,
    by: Person,
    now: datetime,
    is_known: bool = False,
    due_at: datetime | None = None,
) -> Block:
    """Decide that ``account`` blocks somebody on X; a person is told to do it.

    ``user_id`` is X's number, ``handle`` the name without the @; one may be empty. Inside the
    caller's transaction. While a block of the same account on X is open, that one is returned, its
    number and name filled in where they are new; one on its way to be lifted stays after all.
    ``is_known``: whoever does it is told in another way. ``due_at``: it is to be done sooner than
    other blocks.
    Raises ``NobodyMeant``, ``ReasonMissing``, ``OurOwn``.
    """
    reason, handle = _checked(account, user_id, handle, reason)
    # One decision at a time for each of our accounts, so that two leave one block
    Account.objects.select_for_update(no_key=True, of=("self",)).get(pk=account.pk)
    known = _open_of(account, user_id, handle)
    if known is not None:
        known.user_id, known.handle = known.user_id or user_id, handle or known.handle
        if due_at is not None and known.due_at is not None:
            known.due_at = min(known.due_at, due_at)
        known.save(update_fields=["user_id", "handle", "due_at"])
        if may(known.state, Verb.KEEP):
            _keep(known, reason, by, now)
        return known
    block = Block.objects.create(
        school_id=account.school_id,
        account=account,
        user_id=user_id,
        handle=handle,
        reason=reason,
        state_since=now,
        decided_by=by,
        decided_at=now,
        due_at=due_at or times.due_after(account.school, now),
    )
    record.add(block, BlockEntry.Kind.DECIDED, by=by, now=now, words=reason)
    if not is_known:
        telling.whoever_does_it(block, telling.TO_DO, now, but=by.pk)
    return block


def _checked(account: Account, user_id: str, handle: str, reason: str) -> tuple[str, str]:
    reason, handle = reason.strip()[:LONGEST_REASON], handle.removeprefix("@")
    if not (user_id or handle) or not (_NUMBER.fullmatch(user_id) and _HANDLE.fullmatch(handle)):
        raise NobodyMeant
    if not reason:
        raise ReasonMissing
    is_number = bool(user_id) and user_id == account.x_user_id
    if is_number or (not user_id and handle.lower() == account.handle.lower()):
        raise OurOwn
    return reason, handle


def _open_of(account: Account, user_id: str, handle: str) -> Block | None:
    rows = Block.objects.open().filter(account=account).select_for_update(of=("self",))
    same = rows.select_related("account", "school").about(user_id=user_id, handle=handle)
    return same.order_by("-user_id", "pk").first()


def _keep(block: Block, reason: str, by: Person, now: datetime) -> None:
    """It was on its way to be lifted, and stays blocked after all."""
    if block.state == State.UNDONE:
        block.done_by, block.done_at = None, None
        block.due_at = times.due_after(block.school, now)
    else:
        block.done_by, block.done_at = by, now
    record.step(block, Verb.KEEP, now)
    record.add(block, BlockEntry.Kind.AGAIN, by=by, now=now, words=reason)
