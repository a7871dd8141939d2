"""What others wrote, as it is saved."""

from django.utils.translation import gettext_lazy as _

from moderation.mentions import words
from moderation.mentions.actions.deciding import link_of
from moderation.mentions.models import Mention
from schoolsocial.documents.lists import SavedList

MENTIONS = SavedList[Mention](
    "mentions.everything",
    _("What others write"),
    {
        _("Written at"): lambda one: one.posted_at,
        _("By"): lambda one: one.handle,
        _("To"): lambda one: one.account.handle,
        _("Reply"): lambda one: one.is_reply,
        _("Words"): words.unseal,
        _("Stands"): lambda one: one.get_state_display(),
        _("Thanked"): lambda one: one.get_thanked_how_display(),
        _("Decided by"): lambda one: one.decided_by.name if one.decided_by else "",
        _("Decided at"): lambda one: one.decided_at,
        _("Address on X"): link_of,
    },
)
