"""Minding each notice: a reminder an hour before its time, the head when it is over, and a new one
when a pupil's account is no longer blocked.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from moderation.blocks.workflow import SAID_TO_STAND
from moderation.contacts import noticing, telling
from moderation.contacts.models import Contact
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope

BEFORE = timedelta(hours=1)
AT_ONCE = 200


def mind(now: datetime) -> None:
    """Each notice whose account nobody says to have blocked: remind, then escalate, each once."""
    for school_id, contact_id in _to_mind(now):
        with scope.school(school_id):
            rows = Contact.objects.open().select_for_update(skip_locked=True, of=("self",))
            rows = rows.select_related("school", "account").filter(_to_say(now), pk=contact_id)
            contact = rows.first()
            if contact is not None:
                _say(contact, now)


def notice_again(now: datetime) -> None:
    """A closed notice whose account is no longer blocked: leads and leaders hear of it anew."""
    with scope.platform():
        rows = Contact.objects.loose_again().order_by("pk")
        found = list(rows.values_list("school_id", "pk")[:AT_ONCE])
    for school_id, contact_id in found:
        with scope.school(school_id):
            held = Contact.objects.select_for_update(skip_locked=True, of=("self",))
            contact = held.select_related("account").filter(pk=contact_id).first()
            if contact is not None and Contact.objects.loose_again().filter(pk=contact_id).exists():
                noticing.note_again(earlier=contact, now=now)


def _say(contact: Contact, now: datetime) -> None:
    if contact.due_at <= now:
        contact.reminded_at, contact.escalated_at = contact.reminded_at or now, now
        telling.head_and_leads(contact, now)
        verb = "contact.escalated"
    else:
        contact.reminded_at = now
        telling.whoever_blocks(contact, now)
        verb = "contact.reminded"
    contact.save(update_fields=["reminded_at", "escalated_at"])
    audit.record(school_id=contact.school_id, by=None, verb=verb, subject=contact, at=now)


def _to_mind(now: datetime) -> list[tuple[int, int]]:
    with scope.platform():
        rows = Contact.objects.open().filter(_to_say(now)).order_by("due_at")
        return list(rows.values_list("school_id", "pk")[:AT_ONCE])


def _to_say(now: datetime) -> Q:
    soon = Q(due_at__lte=now + BEFORE, reminded_at=None)
    over = Q(due_at__lte=now, escalated_at=None)
    return ~Q(block__state__in=SAID_TO_STAND) & (soon | over)
