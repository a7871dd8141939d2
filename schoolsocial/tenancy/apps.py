from django.apps import AppConfig


class TenancyConfig(AppConfig):
    """The wall between schools: scope, row-level security, composite foreign keys."""

    name = "schoolsocial.tenancy"
    label = "tenancy"
