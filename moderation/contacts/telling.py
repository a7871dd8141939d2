"""Mails about pupils who follow staff. They say that there is something, and nothing of it."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from moderation.contacts.models import Contact
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission

NOTICED, BLOCK_NOW, LATE = "contact-noticed", "contact-block-now", "contact-late"


def leads_and_leaders(contact: Contact, now: datetime) -> None:
    """Safeguarding leads and senior leaders, at once; not whoever noticed it, who knows."""
    told = Membership.objects.able_to(Permission.HANDLE_CONTACTS)
    _letters(contact, NOTICED, told.exclude(person=contact.noticed_by_id), now)


def whoever_blocks(contact: Contact, now: datetime, *, kind: str = BLOCK_NOW) -> None:
    """The owner of the account that is to block; of a school's account the leaders know already."""
    _letters(
        contact, kind, Membership.objects.active().filter(person=contact.account.owner_id), now
    )


def head_and_leads(contact: Contact, now: datetime) -> None:
    """The time is over and nobody has blocked it."""
    head = Membership.objects.active().filter(post=Membership.Post.HEAD)
    leads = Membership.objects.able_to(Permission.SEE_CONFIDENTIAL)
    _letters(contact, LATE, head | leads, now)


def _letters(contact: Contact, kind: str, to: Iterable[Membership], now: datetime) -> None:
    path = reverse("contacts:contact", args=[contact.school.slug, contact.pk])
    people = Membership.objects.filter(pk__in=[one.pk for one in to])
    for address in sorted(people.values_list("person__email", flat=True)):
        letters.queue(school=contact.school, to=address, kind=kind, path=path, now=now)
