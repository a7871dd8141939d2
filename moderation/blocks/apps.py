from django.apps import AppConfig


class BlocksConfig(AppConfig):
    """Accounts on X that the school decided to block: done by a person, and verified."""

    name = "moderation.blocks"
    label = "blocks"
