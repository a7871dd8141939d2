"""Noticing that a follower may be a pupil, for whoever says so: a member of staff, or a case."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from moderation.blocks import deciding
from moderation.blocks.models import Block
from moderation.contacts import clock, telling
from moderation.contacts.models import Contact
from moderation.incidents import opening
from moderation.incidents.opening import Report
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.x.models import Account

PLAYBOOK = "pupil-follows"
REASON = "A pupil may be behind this account."
"""On record with the block, which is known by it: in English in every language."""
_WORDS = _(
    "A follower of @{account} may be a pupil: {who}. The account is blocked step by "
    "step on the page “Pupils following”."
)
_AGAIN = _(
    "{who} was blocked on @{account} as a pupil’s account, and X’s list no longer "
    "shows it, or it follows again."
)


def note_pupil(
    *, account: Account, user_id: str, handle: str, by: Person, now: datetime
) -> Contact:
    """Somebody says that a follower of ``account`` may be a pupil; nobody has to name the pupil.

    ``user_id`` is X's number of the follower, ``handle`` its name without the @; one may be empty.
    Inside the caller's transaction: decides the block, opens the confidential incident, tells
    safeguarding leads and senior leaders at once, and starts the clock. While a notice of the same
    follower and account is open, that one is returned. Raises ``blocks.deciding.NobodyMeant``,
    ``OurOwn``, ``incidents.words.Shut``.
    """
    handle = handle.removeprefix("@")
    # Decided first: it lets one notice at a time of each account pass
    block = deciding.decide_block(
        account=account, user_id=user_id, handle=handle, reason=REASON, by=by, now=now,
        is_known=True, due_at=clock.due_after(account.school, now),
    )  # fmt: skip
    known = Contact.objects.open().of_block(block).first()
    if known is not None:
        _take_up(known, block)
        _record("contact.noticed_again", known, by, now)
        return known
    words = str(_WORDS).format(account=account.handle, who=block)
    contact = _open(block, words, by, now)
    if account.owner_id not in {None, by.pk}:
        telling.whoever_blocks(contact, now)
    return contact


def _take_up(known: Contact, block: Block) -> None:
    """The block that was decided with it had been called off or lifted; there is a new one."""
    if known.block_id != block.pk:
        known.block = block
        known.save(update_fields=["block"])


def note_again(*, earlier: Contact, now: datetime) -> Contact:
    """A pupil's account that was blocked is so no longer: a new notice, by nobody. Whoever is to
    block it was told as of any block. Inside the caller's transaction.
    """
    words = str(_AGAIN).format(account=earlier.account.handle, who=earlier.block)
    return _open(earlier.block, words, None, now)


def _open(block: Block, words: str, by: Person | None, now: datetime) -> Contact:
    """The notice with its confidential incident; leads and leaders are told."""
    said = Report(category=PLAYBOOK, words=words, handle=block.handle, is_known=True)
    contact = Contact.objects.create(
        school_id=block.school_id,
        account=block.account,
        user_id=block.user_id,
        handle=block.handle,
        block=block,
        incident=opening.report(school=block.school, report=said, by=by, now=now),
        noticed_by=by,
        noticed_at=now,
        due_at=clock.due_after(block.school, now),
    )
    _record("contact.noticed", contact, by, now)
    telling.leads_and_leaders(contact, now)
    return contact


def _record(verb: str, contact: Contact, by: Person | None, now: datetime) -> None:
    audit.record(
        school_id=contact.school_id,
        by=by.pk if by else None,
        verb=verb,
        subject=contact,
        at=now,
    )
