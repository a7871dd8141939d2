"""Blocks for the tests."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from moderation.blocks.actions import blocks
from moderation.blocks.models import Block
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account

STRANGER = "1860000000000000001"


def decided(account: Account, by: Person, **fields: Any) -> Block:
    """A block of a stranger, decided an hour ago; ``fields`` as of ``deciding.decide_block``."""
    given = {"user_id": STRANGER, "handle": "Pots_And_Pans", "reason": "Sells pots."} | fields
    given.setdefault("now", timezone.now() - timedelta(hours=1))
    with scope.school(account.school_id):
        return blocks.decide(account=account, by=by, **given)


def done(account: Account, by: Person, at: datetime | None = None, **fields: Any) -> Block:
    """A block that somebody says to have done, half an hour ago."""
    block = decided(account, by, **fields)
    with scope.school(account.school_id):
        at = at or timezone.now() - timedelta(minutes=30)
        return blocks.say_done(block=block, by=by, now=at)


def now_of(block: Block) -> Block:
    """The block as it is in the database."""
    with scope.school(block.school_id):
        return Block.objects.select_related("school", "account").get(pk=block.pk)


def kinds(block: Block) -> list[str]:
    """What happened to it, in order."""
    with scope.school(block.school_id):
        return list(block.entries.order_by("at", "id").values_list("kind", flat=True))
