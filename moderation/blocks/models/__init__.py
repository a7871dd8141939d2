"""Whom an account is to block on X, what was done about it, and what X's list told."""

from moderation.blocks.models.attempts import BlockAttempt
from moderation.blocks.models.blocks import Block, BlockQuerySet
from moderation.blocks.models.entries import BlockEntry
from moderation.blocks.models.readings import BlockReading, BlockSighting
from moderation.blocks.models.times import BlockTimes

__all__ = [
    "Block",
    "BlockAttempt",
    "BlockEntry",
    "BlockQuerySet",
    "BlockReading",
    "BlockSighting",
    "BlockTimes",
]
