"""The lists of followers as they are saved: facts, as X tells everybody."""

from moderation.followers.models import Follower, FollowerCase, Sweep
from moderation.followers.presenters.sweeps import dollars, trouble
from schoolsocial.documents.lists import SavedList

CASES = SavedList[FollowerCase](
    "followers.cases",
    "Followers to decide about",
    {
        "Found at": lambda case: case.opened_at,
        "Account": lambda case: case.account.handle,
        "Follower": lambda case: case.handle,
        "Number on X": lambda case: str(case.follower.x_user_id or ""),
        "Kind": lambda case: case.get_kind_display(),
        "Known as": lambda case: case.follower.get_known_as_display(),
        "Made on": lambda case: case.made_at,
        "Followers": lambda case: case.followers,
        "Following": lambda case: case.following,
        "Posts": lambda case: case.posts,
        "Protected": lambda case: case.protected,
        "Stands": lambda case: case.get_state_display(),
        "Verdict": lambda case: case.get_verdict_display(),
        "Settled at": lambda case: case.settled_at,
    },
)

EVERYONE = SavedList[Follower](
    "followers.everyone",
    "Followers",
    {
        "Account": lambda one: one.account.handle,
        "Follower": lambda one: one.handle,
        "Number on X": lambda one: str(one.x_user_id or ""),
        "Known as": lambda one: one.get_known_as_display(),
        "Verdict": lambda one: one.get_standing_display(),
        "First seen": lambda one: one.first_seen_at,
        "Gone since": lambda one: one.gone_at,
    },
)

SWEEPS = SavedList[Sweep](
    "followers.readings",
    "Readings of followers",
    {
        "Account": lambda sweep: sweep.account.handle,
        "From": lambda sweep: sweep.get_source_display(),
        "Began": lambda sweep: sweep.began_at,
        "Stands": lambda sweep: sweep.get_state_display(),
        "Ended": lambda sweep: sweep.ended_at,
        "People": lambda sweep: sweep.people,
        "New": lambda sweep: sweep.newcomers,
        "Came back": lambda sweep: sweep.returned,
        "Changed": lambda sweep: sweep.changed,
        "Gone": lambda sweep: sweep.gone,
        "Cost": lambda sweep: dollars(sweep.dollars) if sweep.dollars else None,
        "Trouble": trouble,
    },
)
