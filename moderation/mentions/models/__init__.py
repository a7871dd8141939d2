from moderation.mentions.models.keeping import MentionKeeping
from moderation.mentions.models.mentions import Mention
from moderation.mentions.models.watches import MentionWatch

__all__ = ["Mention", "MentionKeeping", "MentionWatch"]
