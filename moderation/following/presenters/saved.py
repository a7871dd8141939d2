"""The register of those whom the school follows, as it is saved."""

from moderation.following.models import Followee, FollowingReading, FollowRequest
from moderation.following.presenters.readings import sentence_of
from schoolsocial.documents.lists import SavedList

REGISTER = SavedList[Followee](
    "following.register",
    "Whom we follow",
    {
        "Our account": lambda one: one.account.handle,
        "Followed": lambda one: one.handle,
        "Number on X": lambda one: one.x_user_id,
        "Name": lambda one: one.name,
        "Benefit": lambda one: one.benefit,
        "Stands": lambda one: one.get_state_display(),
        "Wished for by": lambda one: one.wished_by.name if one.wished_by else "",
        "To be looked at again": lambda one: one.review_on,
        "Changed at": lambda one: one.changed_at,
        "Seen on X": lambda one: one.seen_at,
    },
)

REQUESTS = SavedList[FollowRequest](
    "following.requests",
    "Who asks to follow",
    {
        "Our account": lambda one: one.account.handle,
        "Asks": lambda one: one.handle,
        "Stands": lambda one: one.get_state_display(),
        "Reported by": lambda one: one.reported_by.name,
        "Reported at": lambda one: one.reported_at,
        "Changed at": lambda one: one.changed_at,
    },
)

READINGS = SavedList[FollowingReading](
    "following.readings",
    "Comparisons with X",
    {
        "Account": lambda one: one.account.handle,
        "Began at": lambda one: one.began_at,
        "From": lambda one: one.get_source_display(),
        "Asked for by": lambda one: one.asked_by.name if one.asked_by else "Nobody: by itself",
        "How it went": sentence_of,
        "US dollars": lambda one: float(one.dollars),
    },
)
