"""Posts, the pictures in them, what was decided and what was sent."""

from moderation.drafts.models.attempts import Attempt
from moderation.drafts.models.flags import Flag, FlagOutcome
from moderation.drafts.models.freezes import Freeze
from moderation.drafts.models.handovers import Handover
from moderation.drafts.models.photos import PostPhoto
from moderation.drafts.models.posts import Post
from moderation.drafts.models.proofs import ConsentProof
from moderation.drafts.models.reminders import WeeklyReminder
from moderation.drafts.models.reviews import Decision, Dismissal, Look, Version
from moderation.drafts.models.takedowns import Takedown
from moderation.drafts.models.trips import Trip

__all__ = [
    "Attempt",
    "ConsentProof",
    "Decision",
    "Dismissal",
    "Flag",
    "FlagOutcome",
    "Freeze",
    "Handover",
    "Look",
    "Post",
    "PostPhoto",
    "Takedown",
    "Trip",
    "Version",
    "WeeklyReminder",
]
