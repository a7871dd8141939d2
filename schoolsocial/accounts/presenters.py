"""People and roles as the pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from schoolsocial.accounts.models import Invitation
from schoolsocial.accounts.roles import GRANTS, MEANINGS, SENTENCES, Role


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


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """A line in the list of people; ``roles`` in words."""

    invitation: Invitation
    roles: str


def open_invitations(invitations: Iterable[Invitation]) -> list[OpenInvitation]:
    return [OpenInvitation(each, role_names(each.roles)) for each in invitations]
