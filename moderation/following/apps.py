from django.apps import AppConfig


class FollowingConfig(AppConfig):
    """Whom the school's accounts follow and why, and who asks to follow a protected one."""

    name = "moderation.following"
    label = "following"
