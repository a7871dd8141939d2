"""The list of blocks as it is saved."""

from moderation.blocks.models import Block
from schoolsocial.documents.lists import SavedList

BLOCKS = SavedList[Block](
    "blocks.everything",
    "Blocks",
    {
        "Account": lambda block: block.account.handle,
        "Blocked": lambda block: block.handle,
        "Number on X": lambda block: block.user_id,
        "Reason": lambda block: block.reason,
        "Stands": lambda block: block.get_state_display(),
        "Since": lambda block: block.state_since,
        "Decided by": lambda block: block.decided_by.name,
        "Decided at": lambda block: block.decided_at,
        "Due": lambda block: block.due_at,
        "Done by": lambda block: block.done_by.name if block.done_by else "",
        "Done at": lambda block: block.done_at,
    },
)
