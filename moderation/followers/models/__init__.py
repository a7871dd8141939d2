from moderation.followers.models.cases import FollowerCase, FollowerCaseQuerySet
from moderation.followers.models.checks import Check, Rules
from moderation.followers.models.decisions import Decision
from moderation.followers.models.followers import Follower
from moderation.followers.models.plans import SweepPlan
from moderation.followers.models.sweeps import Sighting, Sweep, SweepPage

__all__ = [
    "Check",
    "Decision",
    "Follower",
    "FollowerCase",
    "FollowerCaseQuerySet",
    "Rules",
    "Sighting",
    "Sweep",
    "SweepPage",
    "SweepPlan",
]  # fmt: skip
