from django.apps import AppConfig


class FollowersConfig(AppConfig):
    """Who follows the school's accounts, looked at case by case."""

    name = "moderation.followers"
    label = "followers"
