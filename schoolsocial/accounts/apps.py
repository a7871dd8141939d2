from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Schools, people, roles, permissions, sign-in."""

    name = "schoolsocial.accounts"
    label = "accounts"
