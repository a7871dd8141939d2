from django.apps import AppConfig


class MentionsConfig(AppConfig):
    """What others write to the school on X: read, and looked at by a person."""

    name = "moderation.mentions"
    label = "mentions"
