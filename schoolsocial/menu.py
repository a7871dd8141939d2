"""What stands under "More": the pages of a school that are not asked for every day.

Pages are named, not imported: this file stands on the ground and knows no app.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission as May


@dataclass(frozen=True, slots=True)
class Way:
    """A page in the menu, and who is shown the way to it."""

    label: Promise
    page: str
    permission: May = May.SEE_SCHOOL


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the menu as one person sees it."""

    label: Promise
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    title: Promise
    items: tuple[Item, ...]


GROUPS: tuple[tuple[Promise, tuple[Way, ...]], ...] = (
    (
        _("Posts"),
        (
            Way(_("To take down"), "drafts:takedowns", May.DELETE_LIVE_POSTS),
            Way(_("Flags"), "drafts:flags", May.SEE_FLAGS),
            Way(_("Library of pictures"), "drafts:library", May.SEE_LIBRARY),
            Way(_("Online safety"), "drafts:safety", May.PLAN_POSTS),
            Way(_("Practise"), "practice:practice", May.DRAFT_POSTS),
            Way(_("Slots"), "drafts:slots", May.DRAFT_POSTS),
            Way(_("Series"), "drafts:series_list", May.DRAFT_POSTS),
            Way(_("Trips"), "drafts:trips", May.DRAFT_POSTS),
            Way(_("Weekly reminders"), "drafts:reminders", May.DRAFT_POSTS),
            Way(_("How posting goes"), "drafts:habits", May.REVIEW_POSTS),
            Way(_("Stop posting"), "drafts:freeze", May.REVIEW_POSTS),
        ),
    ),
    (
        _("Something happened"),
        (
            Way(_("Report an incident"), "incidents:report", May.REPORT_INCIDENTS),
            Way(_("Incidents"), "incidents:everything", May.HANDLE_INCIDENTS),
            Way(_("A follower may be a pupil"), "contacts:notice", May.NOTICE_PUPILS),
            Way(_("Pupils following"), "contacts:everything", May.HANDLE_CONTACTS),
            Way(_("Pass on kind words"), "mentions:note", May.REPORT_INCIDENTS),
            Way(_("What others write"), "mentions:everything", May.HANDLE_INCIDENTS),
        ),
    ),
    (
        _("Who follows whom"),
        (
            Way(_("Followers"), "followers:cases", May.CHECK_FOLLOWERS),
            Way(_("Blocks"), "blocks:everything", May.BLOCK_ON_X),
            Way(_("Whom we follow"), "following:register", May.WISH_TO_FOLLOW),
            Way(_("My account on X"), "contacts:declare", May.DECLARE_ACCOUNT),
            Way(_("Who has declared"), "contacts:declared", May.SEE_DECLARATIONS),
        ),
    ),
    (
        _("On X"),
        (
            Way(_("What is live"), "catalogue:live", May.SEE_ALL_POSTS),
            Way(_("Outside the process"), "catalogue:cases", May.DELETE_LIVE_POSTS),
            Way(_("Audit of posts"), "catalogue:audit", May.SEE_ALL_POSTS),
            Way(_("Add an archive"), "catalogue:archives", May.MANAGE_ACCOUNTS),
        ),
    ),
    (
        _("Children"),
        (
            Way(_("Photo sheets"), "consent:photo_sheets", May.SEE_PHOTO_SHEETS),
            Way(_("Roll"), "consent:roll", May.SEE_PUPILS),
            Way(_("Consent"), "consent:register", May.RECORD_CONSENT),
            Way(_("Ask families"), "campaigns", May.RUN_CAMPAIGNS),
            Way(_("Never publish"), "consent:protected", May.NEVER_PUBLISH),
            Way(_("Disposal"), "consent:disposals", May.SEE_DISPOSALS),
        ),
    ),
    (
        _("For governors"),
        (
            Way(_("Dashboard"), "governance:dashboard", May.SEE_FIGURES),
            Way(_("Reports"), "governance:reports", May.SEE_FIGURES),
            Way(_("Evidence packs"), "governance:evidence", May.MAKE_EVIDENCE),
            Way(_("Governor visits"), "governance:visits", May.SEE_FIGURES),
            Way(_("Figures"), "drafts:figures", May.SEE_FIGURES),
            Way(_("Figures of audits"), "catalogue:figures", May.SEE_FIGURES),
            Way(_("Kind words"), "mentions:thanked", May.SEE_FIGURES),
            Way(_("Our trust"), "governance:our_trust", May.ANSWER_TRUST),
        ),
    ),
    (
        _("School"),
        (
            Way(_("Inbox"), "inbox"),
            Way(_("Policy"), "policy", May.SEE_POLICY),
            Way(_("Training"), "policy_training", May.MANAGE_TRAINING),
            Way(_("School devices"), "devices", May.MANAGE_DEVICES),
            Way(_("Accounts on X"), "x:accounts", May.SEE_ACCOUNTS),
            Way(_("Website and API"), "api:home", May.MANAGE_API),
            Way(_("Cover"), "covers", May.NAME_COVER),
            Way(_("People"), "people", May.MANAGE_PEOPLE),
            Way(_("Settings"), "school_settings", May.MANAGE_SCHOOL),
            Way(_("Setting up"), "first_steps", May.EDIT_POLICY),
            Way(_("Guide"), "guide"),
            Way(_("Help"), "help"),
        ),
    ),
)


def menu(request: HttpRequest) -> dict[str, Callable[[], tuple[Group, ...]]]:
    """The menu of whoever asks, where a page shows it; nothing outside a school."""
    membership = getattr(request, "membership", None)
    return {"menu": lambda: groups(membership)} if membership else {}


def groups(membership: Membership) -> tuple[Group, ...]:
    """The groups of the menu that hold something for this person."""
    return _groups(membership.school.slug, membership.permissions)


@lru_cache(maxsize=512)
def _groups(school: str, permissions: frozenset[May]) -> tuple[Group, ...]:
    shown = ((title, _items(ways, school, permissions)) for title, ways in GROUPS)
    return tuple(Group(title, items) for title, items in shown if items)


def _items(ways: tuple[Way, ...], school: str, permissions: frozenset[May]) -> tuple[Item, ...]:
    return tuple(
        Item(way.label, reverse(way.page, kwargs={"school": school}))
        for way in ways
        if way.permission in permissions
    )
