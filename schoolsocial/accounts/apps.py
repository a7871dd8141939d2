from django.apps import AppConfig
from django.core import checks

from schoolsocial.accounts import push_setup


class AccountsConfig(AppConfig):
    """Schools, people, roles, permissions, sign-in."""

    name = "schoolsocial.accounts"
    label = "accounts"

    def ready(self) -> None:
        checks.register(push_setup.check)
