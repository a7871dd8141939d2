from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Pupils who follow staff, and what staff say of their own professional accounts."""

    name = "moderation.contacts"
    label = "contacts"
