"""Each change of a block leaves a line with it, and an event in the audit chain."""

from datetime import datetime

from moderation.blocks.models import Block, BlockEntry
from moderation.blocks.workflow import WAITS_FOR_A_PERSON, Verb, after
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit

_CHANGING = [
    "user_id", "handle", "state", "state_since", "due_at", "reminded_at", "done_by", "done_at",
    "told_by", "seen_at",
]  # fmt: skip


def add(
    block: Block,
    kind: BlockEntry.Kind,
    *,
    by: Person | None,
    now: datetime,
    words: str = "",
    reference: str = "",
) -> BlockEntry:
    """Add the line, in the caller's transaction; the chain gets its code alone."""
    entry = BlockEntry.objects.create(
        school_id=block.school_id,
        block=block,
        kind=kind,
        words=words[:300],
        reference=reference[:60],
        by=by,
        at=now,
    )
    audit.record(
        school_id=block.school_id,
        by=by.pk if by else None,
        verb=f"block.{kind.value.replace('-', '_')}",
        subject=block,
        at=now,
    )
    return entry


def step(block: Block, verb: Verb, now: datetime) -> None:
    """Take a locked block one step on and save it. Raises ``workflow.NotPossible``."""
    state = after(block.state, verb)
    if state != block.state:
        block.state, block.state_since = state, now
        block.reminded_at = None
        if state not in WAITS_FOR_A_PERSON:
            block.due_at = None
    block.save(update_fields=_CHANGING)
