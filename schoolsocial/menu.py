"""What stands under "More": the pages of a school that are not asked for every day.

Pages are named, not imported: this file stands on the ground and knows no app.
"""

from collections.abc import Iterator
from dataclasses import dataclass

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
    here: bool


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
            Way("Trips", "drafts:trips", May.DRAFT_POSTS),
            Way("Weekly reminders", "drafts:reminders", May.DRAFT_POSTS),
            Way("Report an incident", "incidents:report", May.REPORT_INCIDENTS),
            Way("Incidents", "incidents:everything", May.HANDLE_INCIDENTS),
            Way("Stop posting", "drafts:freeze", May.REVIEW_POSTS),
            Way("Figures", "drafts:figures", May.SEE_FIGURES),
        ),
    ),
    (
        "On X",
        (
            Way("What is live", "catalogue:live", May.SEE_ALL_POSTS),
            Way("Outside the process", "catalogue:cases", May.DELETE_LIVE_POSTS),
            Way("Audit of posts", "catalogue:audit", May.SEE_ALL_POSTS),
            Way("Figures of audits", "catalogue:figures", May.SEE_FIGURES),
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
        "School",
        (
            Way("Policy", "policy", May.SEE_POLICY),
            Way("Training", "policy_training", May.MANAGE_TRAINING),
            Way("School devices", "devices", May.MANAGE_DEVICES),
            Way("Accounts on X", "x:accounts", May.SEE_ACCOUNTS),
            Way("Website and API", "api:home", May.MANAGE_API),
            Way("Cover", "covers", May.NAME_COVER),
            Way("People", "people", May.MANAGE_PEOPLE),
            Way("Settings", "school_settings", May.MANAGE_SCHOOL),
            Way("Help", "help"),
        ),
    ),
)


def menu(request: HttpRequest) -> dict[str, tuple[Group, ...]]:
    """The groups of the menu that hold something for whoever asks; empty outside a school."""
    membership = getattr(request, "membership", None)
    return {"menu": tuple(_groups(membership, request.path)) if membership else ()}


def _groups(membership: Membership, path: str) -> Iterator[Group]:
    for title, ways in GROUPS:
        items = tuple(
            _item(way, membership, path) for way in ways if way.permission in membership.permissions
        )
        if items:
            yield Group(title, items)


def _item(way: Way, membership: Membership, path: str) -> Item:
    url = reverse(way.page, kwargs={"school": membership.school.slug})
    return Item(way.label, url, here=url == path)
