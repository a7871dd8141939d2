"""Notices and declarations as they are saved. Who a pupil is stays with the notice, sealed."""

from collections.abc import Callable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.contacts.models import Contact
from moderation.contacts.queries.declarations import Standing
from moderation.contacts.words import stands
from schoolsocial.documents.lists import SavedList
from schoolsocial.documents.tables import Cell

CONTACTS = SavedList[Contact](
    "contacts.everything",
    _("Pupils following"),
    {
        _("Follower"): lambda one: one.handle,
        _("Number on X"): lambda one: one.user_id,
        _("Follows"): lambda one: one.account.handle,
        _("Noticed at"): lambda one: one.noticed_at,
        _("Noticed by"): lambda one: (
            one.noticed_by.name if one.noticed_by else gettext("School Social")
        ),
        _("To be blocked by"): lambda one: one.due_at,
        _("Stands"): stands,
        _("Closed at"): lambda one: one.closed_at,
    },
)


def _said(answer: str) -> Callable[[Standing], Cell]:
    """One answer of the declaration; empty where there is none."""
    return lambda one: getattr(one.declaration, answer, None)


DECLARED = SavedList[Standing](
    "contacts.declared",
    _("Who has declared"),
    {
        _("Owner"): lambda one: one.owner.name,
        _("Account"): lambda one: one.account.handle,
        _("Declared at"): _said("declared_at"),
        _("Parents may follow"): _said("parents_may_follow"),
        _("Two-step verification"): _said("two_step"),
        _("No pupil follows"): _said("no_pupil_follows"),
        _("Professional name"): _said("name_is_professional"),
        _("Says own views"): _said("bio_says_own_views"),
    },
)
