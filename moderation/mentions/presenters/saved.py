"""What others wrote, as it is saved."""

from moderation.mentions import words
from moderation.mentions.actions.deciding import link_of
from moderation.mentions.models import Mention
from schoolsocial.documents.lists import SavedList

MENTIONS = SavedList[Mention](
    "mentions.everything",
    "What others write",
    {
        "Written at": lambda one: one.posted_at,
        "By": lambda one: one.handle,
        "To": lambda one: one.account.handle,
        "Reply": lambda one: one.is_reply,
        "Words": words.unseal,
        "Stands": lambda one: one.get_state_display(),
        "Thanked": lambda one: one.get_thanked_how_display(),
        "Decided by": lambda one: one.decided_by.name if one.decided_by else "",
        "Decided at": lambda one: one.decided_at,
        "Address on X": link_of,
    },
)
