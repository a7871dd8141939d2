"""What people do about a pupil who follows: notice, block step by step, look into it, close."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.blocks.actions import blocks
from moderation.contacts import noticing, sealing
from moderation.contacts.errors import Refusal
from moderation.contacts.models import Contact
from moderation.incidents import record as incident_record
from moderation.incidents import words
from moderation.incidents.actions import steps
from moderation.incidents.models import Entry, IncidentStep
from moderation.incidents.playbook import Does
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.x.models import Account

LONGEST = 4000
_NO_PUPIL = _("It was not a pupil.")
_KNOWN_TO_BE_BLOCKED = frozenset({"verified", "seen"})


class Closed(Refusal):
    """Somebody closed it in the meantime."""

    def __init__(self) -> None:
        super().__init__(gettext("This notice is closed. The page shows how it ended."))


class NotBlockedYet(Refusal):
    """A pupil's account is known to be blocked before the notice is closed."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "It is not known to be blocked yet: X’s list, an archive, or somebody "
                "who looked has to say so first."
            )
        )


class NothingSaid(Refusal):
    """What came of it has words."""


def notice(*, account: Account, user_id: str, handle: str, by: Person, now: datetime) -> Contact:
    """Say that a follower may be a pupil. Raises what ``noticing.note_pupil`` does."""
    with transaction.atomic():
        return noticing.note_pupil(account=account, user_id=user_id, handle=handle, by=by, now=now)


def say_blocked(*, contact: Contact, by: Person, now: datetime) -> None:
    """The account's owner, or a leader, has blocked it on X. Raises ``Closed``,
    ``blocks.errors.Refusal``.
    """
    with transaction.atomic():
        contact = _locked_open(contact)
        blocks.say_done(block=contact.block, by=by, now=now)
        waiting = _waiting(contact, Does.BLOCK)
        _settle(waiting, IncidentStep.Result.DONE, gettext("Blocked on X."), by, now)


def see_blocked(*, contact: Contact, by: Person, now: datetime) -> None:
    """Somebody looked on X and saw that it is blocked. Raises ``Closed``,
    ``blocks.errors.Refusal``.
    """
    with transaction.atomic():
        blocks.see(block=_locked_open(contact).block, by=by, now=now)


def name_pupil(*, contact: Contact, who: str, by: Person, now: datetime) -> None:
    """Write down, sealed, who it is; empty takes it away again. Raises ``Closed``,
    ``sealing.Shut``.
    """
    with transaction.atomic():
        contact = _locked_open(contact)
        contact.pupil = sealing.seal(contact, who.strip())
        contact.save(update_fields=["pupil"])
        _record(
            "contact.pupil_named" if contact.pupil else "contact.pupil_removed", contact, by, now
        )


def read_pupil(*, contact: Contact, by: Person, now: datetime) -> str:
    """Who it is; that it was read is on record. Raises ``sealing.Shut``."""
    with transaction.atomic():
        _record("contact.pupil_read", contact, by, now)
    return sealing.unseal(contact)


def close(
    *, contact: Contact, outcome: Contact.Outcome, said: str, by: Person, now: datetime
) -> None:
    """End it. The words are kept sealed with its incident, whose other steps go on. A block that
    this notice led to is taken back where it was not a pupil.

    Raises ``Closed``, ``NothingSaid``, ``NotBlockedYet``, ``words.Shut``,
    ``blocks.errors.Refusal``.
    """
    said = said.strip()[:LONGEST]
    if not said:
        raise NothingSaid(gettext("Write down what came of it."))
    with transaction.atomic():
        contact = _locked_open(contact)
        is_pupil = outcome != Contact.Outcome.NOT_A_PUPIL
        if is_pupil and contact.block.state not in _KNOWN_TO_BE_BLOCKED:
            raise NotBlockedYet
        contact.outcome, contact.closed_by, contact.closed_at = outcome, by, now
        contact.save(update_fields=["outcome", "closed_by", "closed_at"])
        if not is_pupil and contact.block.reason == noticing.REASON:
            blocks.take_back(block=contact.block, why=str(_NO_PUPIL), by=by, now=now)
        sealed = words.seal(contact.incident, said)
        incident_record.add(contact.incident, Entry.Kind.NOTE, by=by, now=now, said=sealed)
        result = IncidentStep.Result.DONE if is_pupil else IncidentStep.Result.NOT_NEEDED
        waiting = _waiting(contact, Does.BLOCK, Does.CHECK)
        _settle(waiting, result, str(outcome.label), by, now)
        _record("contact.closed", contact, by, now, {"outcome": outcome.value})


def _waiting(contact: Contact, *does: Does) -> list[IncidentStep]:
    """The steps of the playbook that a notice answers, as far as they wait."""
    if not contact.incident.is_open:
        return []
    rows = IncidentStep.objects.filter(incident=contact.incident, does__in=does)
    return list(rows.waiting().select_related("incident").order_by("position"))


def _settle(
    waiting: list[IncidentStep], result: IncidentStep.Result, said: str, by: Person, now: datetime
) -> None:
    for step in waiting:
        steps.settle(
            incident=step.incident, step=step, result=result, said=said, reference="",
            by=by, now=now,
        )  # fmt: skip


def _locked_open(contact: Contact) -> Contact:
    rows = Contact.objects.select_related("school", "block", "incident")
    found = rows.select_for_update(of=("self",)).get(pk=contact.pk)
    if not found.is_open:
        raise Closed
    return found


def _record(
    verb: str,
    contact: Contact,
    by: Person,
    now: datetime,
    details: dict[str, audit.Detail] | None = None,
) -> None:
    audit.record(
        school_id=contact.school_id, by=by.pk, verb=verb, subject=contact, details=details, at=now
    )
