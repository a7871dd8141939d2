"""Pupils who follow staff, and what staff declare of their own accounts."""

from moderation.contacts.models.contacts import Contact, ContactQuerySet
from moderation.contacts.models.declarations import Declaration, DeclarationReminder
from moderation.contacts.models.times import ContactTimes

__all__ = ["Contact", "ContactQuerySet", "ContactTimes", "Declaration", "DeclarationReminder"]
