from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """What governors see of it all: figures without a child, and what they do about them."""

    name = "schoolsocial.governance"
    label = "governance"
