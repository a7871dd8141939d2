from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from moderation.blocks.models import Block
from moderation.contacts.models import Contact
from moderation.contacts.models.contacts import ContactQuerySet
from moderation.incidents.models import Incident
from schoolsocial.accounts.models import Membership, Person

SIZE = 25

RowT = TypeVar("RowT", bound=Model)


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of notices, the newest first; ``next`` is where the one after begins."""

    contacts: list[Contact]
    next: str


@dataclass(frozen=True, slots=True)
class History:
    """What is on record about the same account on X: facts, and as many of each as are shown."""

    contacts: tuple[Contact, ...]
    blocks: tuple[Block, ...]
    incidents: tuple[Incident, ...]


def visible_to(membership: Membership) -> ContactQuerySet:
    """What this member may open, with what it names."""
    rows = Contact.objects.visible_to(membership)
    return rows.select_related(
        "school", "account", "block__account", "block__school", "incident", "noticed_by",
        "closed_by",
    )  # fmt: skip


def listed(membership: Membership, *, only_open: bool, before: str) -> Listed:
    """For safeguarding leads and senior leaders; nobody else has a list of others' notices."""
    rows = all_listed(membership, only_open=only_open)
    if before.isascii() and before.isdigit() and len(before) <= SIZE:
        rows = rows.filter(pk__lt=min(int(before), 2**62))
    found = list(rows[: SIZE + 1])
    return Listed(found[:SIZE], str(found[SIZE - 1].pk) if len(found) > SIZE else "")


def all_listed(membership: Membership, *, only_open: bool) -> ContactQuerySet:
    """All of them."""
    rows = Contact.objects.handled_by(membership).order_by("-pk")
    rows = rows.select_related("account", "block", "noticed_by")
    return rows.open() if only_open else rows


def own(person: Person) -> list[Contact]:
    """What somebody noticed, or is to block, the newest first."""
    rows = Contact.objects.of_person(person).select_related("account", "block")
    return list(rows.order_by("-pk")[:SIZE])


def history(contact: Contact, membership: Membership) -> History:
    """Everything else about the same account on X that this member may see."""
    who = {"user_id": contact.block.user_id, "handle": contact.handle or contact.block.handle}
    contacts = Contact.objects.handled_by(membership).about(**who).exclude(pk=contact.pk)
    blocks = Block.objects.about(**who).exclude(pk=contact.block_id)
    return History(
        contacts=_newest(contacts.select_related("account", "block")),
        blocks=_newest(blocks.select_related("account")),
        incidents=_newest(_incidents(contact, membership, who["handle"])),
    )


def _incidents(contact: Contact, membership: Membership, handle: str) -> "QuerySet[Incident]":
    rows = Incident.objects.visible_to(membership).exclude(pk=contact.incident_id)
    return rows.filter(handle__iexact=handle) if handle else rows.none()


def _newest(rows: "QuerySet[Any, RowT]") -> tuple[RowT, ...]:
    return tuple(rows.order_by("-pk")[:SIZE])
