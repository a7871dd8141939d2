"""What stands under "More": the pages of a school that are not asked for every day.

Pages are named, not imported: this file stands on the ground and knows no app.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse

from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission as May


@dataclass(frozen=True, slots=True)
class Way:
    """A page in the menu, and who is shown the way to it."""

    label: str
    page: str
    permission: May = May.SEE_SCHOOL


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the menu as one person sees it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    items: tuple[Item, ...]


GROUPS: tuple[tuple[str, tuple[Way, ...]], ...] = (
    (
        "Posts",
        (
            Way("To take down", "drafts:takedowns", May.DELETE_LIVE_POSTS),
            Way("Flags", "drafts:flags", May.SEE_FLAGS),
            Way("Library of pictures", "drafts:library", May.SEE_LIBRARY),
            Way("Online safety", "drafts:safety", May.PLAN_POSTS),
            Way("Practise", "practice:practice", May.DRAFT_POSTS),
            Way("Slots", "drafts:slots", May.DRAFT_POSTS),
            Way("Series", "drafts:series_list", May.DRAFT_POSTS),
            Way("Trips", "drafts:trips", May.DRAFT_POSTS),
            Way("Weekly reminders", "drafts:reminders", May.DRAFT_POSTS),
            Way("How posting goes", "drafts:habits", May.REVIEW_POSTS),
            Way("Stop posting", "drafts:freeze", May.REVIEW_POSTS),
        ),
    ),
    (
        "Something happened",
        (
            Way("Report an incident", "incidents:report", May.REPORT_INCIDENTS),
            Way("Incidents", "incidents:everything", May.HANDLE_INCIDENTS),
            Way("A follower may be a pupil", "contacts:notice", May.NOTICE_PUPILS),
            Way("Pupils following", "contacts:everything", May.HANDLE_CONTACTS),
            Way("Pass on kind words", "mentions:note", May.REPORT_INCIDENTS),
            Way("What others write", "mentions:everything", May.HANDLE_INCIDENTS),
        ),
    ),
    (
        "Who follows whom",
        (
            Way("Followers", "followers:cases", May.CHECK_FOLLOWERS),
            Way("Blocks", "blocks:everything", May.BLOCK_ON_X),
            Way("Whom we follow", "following:register", May.WISH_TO_FOLLOW),
            Way("My account on X", "contacts:declare", May.DECLARE_ACCOUNT),
            Way("Who has declared", "contacts:declared", May.SEE_DECLARATIONS),
        ),
    ),
    (
        "On X",
        (
            Way("What is live", "catalogue:live", May.SEE_ALL_POSTS),
            Way("Outside the process", "catalogue:cases", May.DELETE_LIVE_POSTS),
            Way("Audit of posts", "catalogue:audit", May.SEE_ALL_POSTS),
            Way("Add an archive", "catalogue:archives", May.MANAGE_ACCOUNTS),
        ),
    ),
    (
        "Children",
        (
            Way("Photo sheets", "consent:photo_sheets", May.SEE_PHOTO_SHEETS),
            Way("Roll", "consent:roll", May.SEE_PUPILS),
            Way("Consent", "consent:register", May.RECORD_CONSENT),
            Way("Ask families", "campaigns", May.RUN_CAMPAIGNS),
            Way("Never publish", "consent:protected", May.NEVER_PUBLISH),
            Way("Disposal", "consent:disposals", May.SEE_DISPOSALS),
        ),
    ),
    (
        "For governors",
        (
            Way("Dashboard", "governance:dashboard", May.SEE_FIGURES),
            Way("Reports", "governance:reports", May.SEE_FIGURES),
            Way("Evidence packs", "governance:evidence", May.MAKE_EVIDENCE),
            Way("Governor visits", "governance:visits", May.SEE_FIGURES),
            Way("Figures", "drafts:figures", May.SEE_FIGURES),
            Way("Figures of audits", "catalogue:figures", May.SEE_FIGURES),
            Way("Kind words", "mentions:thanked", May.SEE_FIGURES),
            Way("Our trust", "governance:our_trust", May.ANSWER_TRUST),
        ),
    ),
    (
        "School",
        (
            Way("Inbox", "inbox"),
            Way("Policy", "policy", May.SEE_POLICY),
            Way("Training", "policy_training", May.MANAGE_TRAINING),
            Way("School devices", "devices", May.MANAGE_DEVICES),
            Way("Accounts on X", "x:accounts", May.SEE_ACCOUNTS),
            Way("Website and API", "api:home", May.MANAGE_API),
            Way("Cover", "covers", May.NAME_COVER),
            Way("People", "people", May.MANAGE_PEOPLE),
            Way("Settings", "school_settings", May.MANAGE_SCHOOL),
            Way("Setting up", "first_steps", May.EDIT_POLICY),
            Way("Guide", "guide"),
            Way("Help", "help"),
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
