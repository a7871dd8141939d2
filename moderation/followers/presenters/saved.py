"""The lists of followers as they are saved: facts, as X tells everybody."""

from django.utils.translation import gettext_lazy as _

from moderation.followers.models import Follower, FollowerCase, Sweep
from moderation.followers.presenters.sweeps import dollars, trouble
from schoolsocial.documents.lists import SavedList

CASES = SavedList[FollowerCase](
    "followers.cases",
    _("Followers to decide about"),
    {
        _("Found at"): lambda case: case.opened_at,
        _("Account"): lambda case: case.account.handle,
        _("Follower"): lambda case: case.handle,
        _("Number on X"): lambda case: str(case.follower.x_user_id or ""),
        _("Kind"): lambda case: case.get_kind_display(),
        _("Known as"): lambda case: case.follower.get_known_as_display(),
        _("Made on"): lambda case: case.made_at,
        _("Followers"): lambda case: case.followers,
        _("Following"): lambda case: case.following,
        _("Posts"): lambda case: case.posts,
        _("Protected"): lambda case: case.protected,
        _("Stands"): lambda case: case.get_state_display(),
        _("Verdict"): lambda case: case.get_verdict_display(),
        _("Settled at"): lambda case: case.settled_at,
    },
)

EVERYONE = SavedList[Follower](
    "followers.everyone",
    _("Followers"),
    {
        _("Account"): lambda one: one.account.handle,
        _("Follower"): lambda one: one.handle,
        _("Number on X"): lambda one: str(one.x_user_id or ""),
        _("Known as"): lambda one: one.get_known_as_display(),
        _("Verdict"): lambda one: one.get_standing_display(),
        _("First seen"): lambda one: one.first_seen_at,
        _("Gone since"): lambda one: one.gone_at,
    },
)

SWEEPS = SavedList[Sweep](
    "followers.readings",
    _("Readings of followers"),
    {
        _("Account"): lambda sweep: sweep.account.handle,
        _("From"): lambda sweep: sweep.get_source_display(),
        _("Began"): lambda sweep: sweep.began_at,
        _("Stands"): lambda sweep: sweep.get_state_display(),
        _("Ended"): lambda sweep: sweep.ended_at,
        _("People"): lambda sweep: sweep.people,
        _("New"): lambda sweep: sweep.newcomers,
        _("Came back"): lambda sweep: sweep.returned,
        _("Changed"): lambda sweep: sweep.changed,
        _("Gone"): lambda sweep: sweep.gone,
        _("Cost"): lambda sweep: dollars(sweep.dollars) if sweep.dollars else None,
        _("Trouble"): trouble,
    },
)
