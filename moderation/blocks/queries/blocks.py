from dataclasses import dataclass
from datetime import datetime

from moderation.blocks.models import Block, BlockReading
from moderation.blocks.models.blocks import BlockQuerySet
from schoolsocial.accounts.models import Membership
from schoolsocial.x.models import Account

SIZE = 25


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of blocks, the newest decision first; ``next`` is where the one after begins."""

    blocks: list[Block]
    next: str
    previous: str = ""


def in_the_hands_of(membership: Membership) -> BlockQuerySet:
    """The blocks this member sees to, with the people they name."""
    rows = Block.objects.in_the_hands_of(membership)
    return rows.select_related("school", "account", "decided_by", "done_by")


def to_do(membership: Membership) -> list[Block]:
    """What somebody has to do on X, the longest waiting first."""
    rows = in_the_hands_of(membership).for_a_person().order_by("due_at", "pk")
    return list(rows[: 4 * SIZE])


def to_look_at(membership: Membership, now: datetime) -> list[Block]:
    """What nobody has looked at for long, the longest first."""
    rows = in_the_hands_of(membership).to_look_at(now).order_by("seen_at", "pk")
    return list(rows[: 4 * SIZE])


def listed(membership: Membership, state: str, before: str) -> Listed:
    """The others, or those in one state; ``before`` is an id in digits, else the first page."""
    rows = all_listed(membership, state)
    if before.isascii() and before.isdigit() and len(before) <= SIZE:
        rows = rows.filter(pk__lt=min(int(before), 2**62))
    found = list(rows[: SIZE + 1])
    return Listed(found[:SIZE], str(found[SIZE - 1].pk) if len(found) > SIZE else "")


def all_listed(membership: Membership, state: str) -> BlockQuerySet:
    """All of them but those that a notice of a pupil led to, the newest decision first."""
    rows = in_the_hands_of(membership).filter(contacts=None).order_by("-pk")
    return rows.filter(state=state) if state else rows


def earlier(block: Block) -> list[Block]:
    """Other blocks of the same account on X by the same account of ours, the newest first."""
    rows = Block.objects.filter(account_id=block.account_id).exclude(pk=block.pk)
    return list(rows.about(user_id=block.user_id, handle=block.handle).order_by("-pk")[:SIZE])


def last_readings(account: Account) -> list[BlockReading]:
    """The newest readings of the account's block list, the newest first."""
    return list(BlockReading.objects.filter(account=account).order_by("-pk")[:3])
