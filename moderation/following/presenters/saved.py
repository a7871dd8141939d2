"""The register of those whom the school follows, as it is saved."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.following.models import Followee, FollowingReading, FollowRequest
from moderation.following.presenters.readings import sentence_of
from schoolsocial.documents.lists import SavedList

REGISTER = SavedList[Followee](
    "following.register",
    _("Whom we follow"),
    {
        _("Our account"): lambda one: one.account.handle,
        _("Followed"): lambda one: one.handle,
        _("Number on X"): lambda one: one.x_user_id,
        _("Name"): lambda one: one.name,
        _("Benefit"): lambda one: one.benefit,
        _("Stands"): lambda one: one.get_state_display(),
        _("Wished for by"): lambda one: one.wished_by.name if one.wished_by else "",
        _("To be looked at again"): lambda one: one.review_on,
        _("Changed at"): lambda one: one.changed_at,
        _("Seen on X"): lambda one: one.seen_at,
    },
)

REQUESTS = SavedList[FollowRequest](
    "following.requests",
    _("Who asks to follow"),
    {
        _("Our account"): lambda one: one.account.handle,
        _("Asks"): lambda one: one.handle,
        _("Stands"): lambda one: one.get_state_display(),
        _("Reported by"): lambda one: one.reported_by.name,
        _("Reported at"): lambda one: one.reported_at,
        _("Changed at"): lambda one: one.changed_at,
    },
)

READINGS = SavedList[FollowingReading](
    "following.readings",
    _("Comparisons with X"),
    {
        _("Account"): lambda one: one.account.handle,
        _("Began at"): lambda one: one.began_at,
        _("From"): lambda one: one.get_source_display(),
        _("Asked for by"): lambda one: (
            one.asked_by.name if one.asked_by else gettext("Nobody: by itself")
        ),
        _("How it went"): sentence_of,
        _("US dollars"): lambda one: float(one.dollars),
    },
)
