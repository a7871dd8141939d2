"""What the list of mentions can be asked for, so that it can be kept."""

from moderation.mentions.models import Mention
from schoolsocial.accounts.filtering import Choice, Filters, among

MENTIONS = Filters(
    "mentions.everything",
    {"state": Choice("Show", among(*Mention.State.values), Mention.State.NEW.value)},
)
