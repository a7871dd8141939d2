from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """The written policy and the rules that enforce it."""

    name = "policy"
