"""Posts, the pictures in them, what was decided and what was sent."""

from moderation.drafts.models.attempts import Attempt
from moderation.drafts.models.flags import Flag, FlagOutcome
from moderation.drafts.models.freezes import Freeze
from moderation.drafts.models.handovers import Handover
from moderation.drafts.models.library import LibraryPicture, LibraryTerms
from moderation.drafts.models.photos import PostPhoto
from moderation.drafts.models.posts import Post
from moderation.drafts.models.proofs import ConsentProof
from moderation.drafts.models.reminders import WeeklyReminder
from moderation.drafts.models.reviews import Decision, Dismissal, Look, Version
from moderation.drafts.models.safety import (
    PlannedMessage,
    SafetyMessage,
    SafetyNudge,
    SafetyPlan,
)
from moderation.drafts.models.series import Series, SeriesEntry
from moderation.drafts.models.slots import WeeklySlot
from moderation.drafts.models.takedowns import Takedown
from moderation.drafts.models.threads import Thread
from moderation.drafts.models.trip_classes import TripAnswer, TripClass
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
    "LibraryPicture",
    "LibraryTerms",
    "Look",
    "PlannedMessage",
    "Post",
    "PostPhoto",
    "SafetyMessage",
    "SafetyNudge",
    "SafetyPlan",
    "Series",
    "SeriesEntry",
    "Takedown",
    "Thread",
    "Trip",
    "TripAnswer",
    "TripClass",
    "Version",
    "WeeklyReminder",
    "WeeklySlot",
]
