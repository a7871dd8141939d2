"""Where on X somebody is blocked, unblocked and reported: there is no other way in most schools."""

from django.conf import settings

from moderation.blocks.models import Block


def page_of(block: Block) -> str:
    """The account's page on X, by its number where that is known: names change."""
    if block.user_id:
        return f"{settings.X_PUBLIC_URL}/intent/user?user_id={block.user_id}"
    return f"{settings.X_PUBLIC_URL}/{block.handle}"
