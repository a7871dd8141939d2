"""People and roles as the pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from schoolsocial.accounts.models import Cover, Device, Invitation, Membership
from schoolsocial.accounts.roles import GRANTS, MEANINGS, SENTENCES, Role
from schoolsocial.documents.lists import SavedList


@dataclass(frozen=True, slots=True)
class RoleTable:
    """``sentences``: (role, what it does); ``rows``: (permission, a yes or no for each role)."""

    sentences: list[tuple[str, str]]
    rows: list[tuple[str, list[bool]]]


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
    "People",
    {
        "Name": lambda place: place.person.name,
        "E-mail": lambda place: place.person.email,
        "Roles": lambda place: ", ".join(place.role_names),
        "Post": lambda place: place.get_post_display(),
        "Active": lambda place: place.is_active,
    },
)


COVERS = SavedList[Cover](
    "accounts.covers",
    "Cover",
    {
        "Reviews": lambda cover: cover.person.name,
        "First day": lambda cover: cover.first_day,
        "Last day": lambda cover: cover.last_day,
        "Named by": lambda cover: cover.named_by.name,
        "Named at": lambda cover: cover.named_at,
    },
)

DEVICES = SavedList[Device](
    "accounts.devices",
    "School devices",
    {
        "Device": lambda device: device.label,
        "Added at": lambda device: device.added_at,
        "Registered at": lambda device: device.registered_at,
        "Last seen on": lambda device: device.seen_on,
    },
)


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """A line in the list of people; ``roles`` in words."""

    invitation: Invitation
    roles: str


def open_invitations(invitations: Iterable[Invitation]) -> list[OpenInvitation]:
    return [OpenInvitation(each, role_names(each.roles)) for each in invitations]
