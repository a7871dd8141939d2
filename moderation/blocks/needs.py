"""What blocks on X may need of somebody now."""

from collections.abc import Iterator

from django.utils.translation import ngettext_lazy

from moderation.blocks.models import Block
from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.accounts.roles import Permission


def needs(asked: Asked) -> Iterator[Need]:
    """What is to be done or looked at on a phone, of the accounts this person answers for."""
    yield Need(
        "blocks.to_do",
        ngettext_lazy(
            "account is to be blocked or unblocked on X, on your phone",
            "accounts are to be blocked or unblocked on X, on your phone",
        ),
        "blocks:everything",
        Permission.BLOCK_ON_X,
        Block,
        lambda: Block.objects.for_a_person().in_the_hands_of(asked.membership),
        due="due_at",
    )
    yield Need(
        "blocks.look_again",
        ngettext_lazy(
            "block is to be looked at again on X", "blocks are to be looked at again on X"
        ),
        "blocks:everything",
        Permission.BLOCK_ON_X,
        Block,
        lambda: Block.objects.to_look_at(asked.now).in_the_hands_of(asked.membership),
        since="seen_at",
    )
