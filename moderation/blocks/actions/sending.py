"""Letting the software block or unblock, where X lets the school's app do so."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext

from moderation.blocks import direct, record, tasks
from moderation.blocks.actions.blocks import OnItsWay
from moderation.blocks.errors import Refusal
from moderation.blocks.models import Block, BlockAttempt, BlockEntry
from moderation.blocks.workflow import State
from schoolsocial.accounts.models import Person
from schoolsocial.celery import ring

DEADLINE = timedelta(minutes=3)


class NotByUs(Refusal):
    """X lets no ordinary app block."""

    def __init__(self) -> None:
        super().__init__(gettext("The software cannot do this here. Do it on X, and say so below."))


def send(*, block: Block, by: Person, now: datetime) -> BlockAttempt:
    """Ask X to do what the block waits for. Raises ``NotByUs``, ``OnItsWay``."""
    with transaction.atomic():
        rows = Block.objects.select_related("account").select_for_update(of=("self",))
        block = rows.get(pk=block.pk)
        if block.attempts.open().exists():
            raise OnItsWay
        if not direct.is_possible(block):
            raise NotByUs
        kinds = BlockAttempt.Kind
        attempt = BlockAttempt.objects.create(
            school_id=block.school_id,
            block=block,
            kind=kinds.BLOCK if block.state == State.TO_DO else kinds.UNBLOCK,
            by=by,
            prepared_at=now,
            deadline_at=now + DEADLINE,
        )
        record.add(block, BlockEntry.Kind.SENT, by=by, now=now)
        transaction.on_commit(partial(ring, tasks.send, attempt.school_id, attempt.pk))
    return attempt
