from django.apps import AppConfig


class ReplayConfig(AppConfig):
    """What a version of the policy would have made of posts that are there already."""

    name = "moderation.replay"
    label = "replay"
