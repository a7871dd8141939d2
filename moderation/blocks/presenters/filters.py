"""What the list of blocks can be asked for, so that it can be kept."""

from django.utils.translation import gettext_lazy as _

from moderation.blocks.workflow import State
from schoolsocial.accounts.filtering import Choice, Filters, among

BLOCKS = Filters("blocks.everything", {"state": Choice(_("Where it stands"), among(*State.values))})
