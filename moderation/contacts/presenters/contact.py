"""One notice: for whoever blocks the steps on X, for those who handle it the facts on record."""

from dataclasses import dataclass
from datetime import datetime

from django import forms

from moderation.blocks import links
from moderation.blocks.models import Block
from moderation.blocks.workflow import SAID_TO_STAND, State, Verb, may
from moderation.contacts import words
from moderation.contacts.forms.contacts import CloseForm
from moderation.contacts.models import Contact
from moderation.contacts.queries import contacts as queries
from moderation.contacts.queries.contacts import History
from moderation.incidents.models import Incident
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission


@dataclass(frozen=True, slots=True)
class ContactPage:
    """``blocks``: the reader is the one to block it on X; ``sees_block``: they may open the block's
    own page; ``given_up``: the block was called off or is to be lifted. ``history`` is None for
    whoever does not handle notices. ``pupil`` is who it is where the reader has just asked.
    """

    contact: Contact
    stands: str
    link: str
    can: frozenset[str]
    blocks: bool
    sees_block: bool
    overdue: bool
    given_up: bool
    handles: bool
    reads_pupil: bool
    sees_incident: bool
    history: History | None
    close: forms.Form
    pupil: str = ""
    problem: str = ""


def present(
    contact: Contact,
    membership: Membership,
    *,
    now: datetime,
    close: forms.Form | None = None,
    pupil: str = "",
    problem: str = "",
) -> ContactPage:
    """The page as this member may see it."""
    handles = Permission.HANDLE_CONTACTS in membership.permissions
    sees_block = blocks_it(contact, membership)
    seen = Incident.objects.visible_to(membership).filter(pk=contact.incident_id)
    return ContactPage(
        contact=contact,
        stands=words.stands(contact),
        link=links.page_of(contact.block),
        can=frozenset(verb.name for verb in Verb if may(contact.block.state, verb)),
        blocks=contact.is_open and sees_block,
        sees_block=sees_block,
        overdue=contact.is_overdue(now),
        given_up=contact.block.state not in SAID_TO_STAND | {State.TO_DO},
        handles=handles,
        reads_pupil=handles and reads_pupil(membership),
        sees_incident=handles and seen.exists(),
        history=queries.history(contact, membership) if handles else None,
        close=close or CloseForm(),
        pupil=pupil,
        problem=problem,
    )


def blocks_it(contact: Contact, membership: Membership) -> bool:
    """Whether this member is the one to block it on X."""
    mine = Block.objects.in_the_hands_of(membership)
    return mine.filter(pk=contact.block_id).exists()


def reads_pupil(membership: Membership) -> bool:
    """Who the pupil is, safeguarding leads and the head alone may know."""
    return (
        Permission.SEE_CONFIDENTIAL in membership.permissions
        or membership.post == Membership.Post.HEAD
    )
