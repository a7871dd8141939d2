"""People and roles as the pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Cover, Device, Invitation, Membership
from schoolsocial.accounts.roles import GRANTS, MEANINGS, SENTENCES, Role
from schoolsocial.documents.lists import SavedList
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class RoleTable:
    """``sentences``: (role, what it does); ``rows``: (permission, a yes or no for each role)."""

    sentences: list[tuple[str, Words]]
    rows: list[tuple[Words, list[bool]]]


def role_table() -> RoleTable:
    return RoleTable(
        sentences=[(str(role.label), SENTENCES[role]) for role in Role],
        rows=[
            (meaning, [permission in GRANTS[role] for role in Role])
            for permission, meaning in MEANINGS.items()
        ],
    )


def role_names(roles: Iterable[str]) -> str:
    return ", ".join(str(Role(role).label) for role in roles)


PEOPLE = SavedList[Membership](
    "accounts.people",
    _("People"),
    {
        _("Name"): lambda place: place.person.name,
        "E-mail": lambda place: place.person.email,
        _("Roles"): lambda place: ", ".join(place.role_names),
        _("Post"): lambda place: place.get_post_display(),
        _("Active"): lambda place: place.is_active,
    },
)


COVERS = SavedList[Cover](
    "accounts.covers",
    _("Cover"),
    {
        _("Reviews"): lambda cover: cover.person.name,
        _("First day"): lambda cover: cover.first_day,
        _("Last day"): lambda cover: cover.last_day,
        _("Named by"): lambda cover: cover.named_by.name,
        _("Named at"): lambda cover: cover.named_at,
    },
)

DEVICES = SavedList[Device](
    "accounts.devices",
    _("School devices"),
    {
        _("Device"): lambda device: device.label,
        _("Added at"): lambda device: device.added_at,
        _("Registered at"): lambda device: device.registered_at,
        _("Last seen on"): lambda device: device.seen_on,
    },
)


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """A line in the list of people; ``roles`` in words."""

    invitation: Invitation
    roles: str


def open_invitations(invitations: Iterable[Invitation]) -> list[OpenInvitation]:
    return [OpenInvitation(each, role_names(each.roles)) for each in invitations]
