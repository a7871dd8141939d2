from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Compose, check, review, schedule, publish, reconcile, take down."""

    name = "moderation.drafts"
    label = "drafts"
