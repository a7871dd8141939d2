"""Notices and declarations as they are saved. Who a pupil is stays with the notice, sealed."""

from collections.abc import Callable

from moderation.contacts.models import Contact
from moderation.contacts.queries.declarations import Standing
from moderation.contacts.words import stands
from schoolsocial.documents.lists import SavedList
from schoolsocial.documents.tables import Cell

CONTACTS = SavedList[Contact](
    "contacts.everything",
    "Pupils following",
    {
        "Follower": lambda one: one.handle,
        "Number on X": lambda one: one.user_id,
        "Follows": lambda one: one.account.handle,
        "Noticed at": lambda one: one.noticed_at,
        "Noticed by": lambda one: one.noticed_by.name if one.noticed_by else "School Social",
        "To be blocked by": lambda one: one.due_at,
        "Stands": stands,
        "Closed at": lambda one: one.closed_at,
    },
)


def _said(answer: str) -> Callable[[Standing], Cell]:
    """One answer of the declaration; empty where there is none."""
    return lambda one: getattr(one.declaration, answer, None)


DECLARED = SavedList[Standing](
    "contacts.declared",
    "Who has declared",
    {
        "Owner": lambda one: one.owner.name,
        "Account": lambda one: one.account.handle,
        "Declared at": _said("declared_at"),
        "Parents may follow": _said("parents_may_follow"),
        "Two-step verification": _said("two_step"),
        "No pupil follows": _said("no_pupil_follows"),
        "Professional name": _said("name_is_professional"),
        "Says own views": _said("bio_says_own_views"),
    },
)
