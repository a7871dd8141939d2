"""What the list of mentions can be asked for, so that it can be kept."""

from django.utils.translation import gettext_lazy as _

from moderation.mentions.models import Mention
from schoolsocial.accounts.filtering import Choice, Filters, among

MENTIONS = Filters(
    "mentions.everything",
    {"state": Choice(_("Show"), among(*Mention.State.values), Mention.State.NEW.value)},
)
