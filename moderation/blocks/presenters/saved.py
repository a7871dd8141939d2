"""The list of blocks as it is saved."""

from django.utils.translation import gettext_lazy as _

from moderation.blocks.models import Block
from schoolsocial.documents.lists import SavedList

BLOCKS = SavedList[Block](
    "blocks.everything",
    _("Blocks"),
    {
        _("Account"): lambda block: block.account.handle,
        _("Blocked"): lambda block: block.handle,
        _("Number on X"): lambda block: block.user_id,
        _("Reason"): lambda block: block.reason,
        _("Stands"): lambda block: block.get_state_display(),
        _("Since"): lambda block: block.state_since,
        _("Decided by"): lambda block: block.decided_by.name,
        _("Decided at"): lambda block: block.decided_at,
        _("Due"): lambda block: block.due_at,
        _("Done by"): lambda block: block.done_by.name if block.done_by else "",
        _("Done at"): lambda block: block.done_at,
    },
)
