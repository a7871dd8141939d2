"""What people do about a block: decide it, do it on X, look, report, call off, hear an appeal."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from moderation.blocks import deciding, judging, record, times
from moderation.blocks.errors import Refusal
from moderation.blocks.models import Block, BlockEntry
from moderation.blocks.workflow import NotPossible, State, Verb, may
from schoolsocial.accounts.models import Person
from schoolsocial.x.models import Account

Kind = BlockEntry.Kind


class WhyMissing(Refusal):
    """What ends or undoes a block, and what is told to X, has a reason."""


class OnItsWay(Refusal):
    """The software has asked X and waits for its word."""

    def __init__(self) -> None:
        super().__init__(
            gettext("X was asked to do this. Wait until its list was read, or read it now.")
        )


def decide(
    *, account: Account, user_id: str, handle: str, reason: str, by: Person, now: datetime
) -> Block:
    """Decide that somebody is to be blocked. Raises what ``deciding.decide_block`` does."""
    with transaction.atomic():
        return deciding.decide_block(
            account=account, user_id=user_id, handle=handle, reason=reason, by=by, now=now
        )


def say_done(*, block: Block, by: Person, now: datetime) -> Block:
    """Somebody has blocked it on X. Raises ``workflow.NotPossible``, ``OnItsWay``."""
    with transaction.atomic():
        block = _locked(block)
        block.done_by, block.done_at = by, now
        record.step(block, Verb.SAY_DONE, now)
        record.add(block, Kind.DONE, by=by, now=now)
    return block


def see(*, block: Block, by: Person, now: datetime) -> Block:
    """Somebody looked on X and saw that it is blocked, which X itself did not say.

    Raises ``workflow.NotPossible``.
    """
    with transaction.atomic():
        block = _locked(block)
        if block.state == State.VERIFIED and not block.is_to_be_looked_at(now):
            raise NotPossible(block.state)  # X's own word is worth more
        block.told_by, block.seen_at = Block.ToldBy.PERSON, now
        record.step(block, Verb.SEE, now)
        record.add(block, Kind.SEEN, by=by, now=now)
    return block


def miss(*, block: Block, by: Person, now: datetime) -> Block:
    """Somebody looked on X and saw that it is not blocked: it is to be done again.

    Raises ``workflow.NotPossible``, ``OnItsWay``.
    """
    with transaction.atomic():
        block = _locked(block)
        judging.open_again(block, Kind.MISSED, now, by=by)
    return block


def call_off(*, block: Block, why: str, by: Person, now: datetime) -> Block:
    """It need not be done. Raises ``WhyMissing``, ``workflow.NotPossible``, ``OnItsWay``."""
    why = _said(why, gettext("Say why it need not be blocked."))
    with transaction.atomic():
        block = _locked(block)
        record.step(block, Verb.CALL_OFF, now)
        record.add(block, Kind.CALLED_OFF, by=by, now=now, words=why)
    return block


def undo(*, block: Block, why: str, by: Person, now: datetime) -> Block:
    """An appeal was heard: it is to be unblocked on X. Raises ``WhyMissing``,
    ``workflow.NotPossible``, ``OnItsWay``.
    """
    why = _said(why, gettext("Say what was said for it, and why you agree."))
    with transaction.atomic():
        block = _locked(block)
        block.due_at = times.due_after(block.school, now)
        record.step(block, Verb.UNDO, now)
        record.add(block, Kind.TO_UNDO, by=by, now=now, words=why)
    return block


def take_back(*, block: Block, why: str, by: Person, now: datetime) -> Block:
    """It should never have been decided: called off, or lifted where it is made; one that is over,
    or is being lifted, stays as it is. Raises ``WhyMissing``, ``OnItsWay``.
    """
    if may(block.state, Verb.CALL_OFF):
        return call_off(block=block, why=why, by=by, now=now)
    if may(block.state, Verb.UNDO):
        return undo(block=block, why=why, by=by, now=now)
    return block


def say_undone(*, block: Block, by: Person, now: datetime) -> Block:
    """Somebody has unblocked it on X. Raises ``workflow.NotPossible``, ``OnItsWay``."""
    with transaction.atomic():
        block = _locked(block)
        record.step(block, Verb.SAY_UNDONE, now)
        record.add(block, Kind.UNDONE, by=by, now=now)
    return block


def see_gone(*, block: Block, by: Person, now: datetime) -> Block:
    """Somebody looked on X and saw that it is no longer blocked. Raises
    ``workflow.NotPossible``.
    """
    with transaction.atomic():
        block = _locked(block)
        block.told_by, block.seen_at = Block.ToldBy.PERSON, now
        record.step(block, Verb.SEE_GONE, now)
        record.add(block, Kind.SEEN_GONE, by=by, now=now)
    return block


def report(*, block: Block, what_for: str, reference: str, by: Person, now: datetime) -> BlockEntry:
    """A named person reported it to X, which has no interface for that. Raises ``WhyMissing``."""
    what_for = _said(what_for, gettext("Say what you reported it for."))
    with transaction.atomic():
        return record.add(
            block, Kind.REPORTED, by=by, now=now, words=what_for, reference=reference.strip()
        )


def _locked(block: Block) -> Block:
    """As it is now, for this transaction alone. Raises ``OnItsWay``."""
    rows = Block.objects.select_related("school", "account").select_for_update(of=("self",))
    found = rows.get(pk=block.pk)
    if found.attempts.open().exists():
        raise OnItsWay
    return found


def _said(words: str, otherwise: str) -> str:
    words = words.strip()
    if not words:
        raise WhyMissing(otherwise)
    return words
