from moderation.following.models.decisions import FollowingDecision
from moderation.following.models.followees import Followee, FolloweeQuerySet
from moderation.following.models.readings import FollowingReading, FollowingSighting
from moderation.following.models.requests import FollowRequest, Why

__all__ = [
    "FollowRequest",
    "Followee", "FolloweeQuerySet", "FollowingDecision", "FollowingReading", "FollowingSighting",
    "Why",
]  # fmt: skip
