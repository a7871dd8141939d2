"""Whether the software may block by itself: X lets Enterprise apps do so, and no others."""

from django.conf import settings

from moderation.blocks.models import Block
from moderation.blocks.workflow import WAITS_FOR_A_PERSON


def is_possible(block: Block) -> bool:
    """Whether X can be asked to do what this block waits for."""
    account = block.account
    return bool(
        settings.X_MAY_BLOCK
        and block.user_id
        and block.state in WAITS_FOR_A_PERSON
        and account.connected
        and account.needs_reconnecting_at is None
    )
