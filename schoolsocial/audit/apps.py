from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what, when: append-only, hash-chained."""

    name = "schoolsocial.audit"
    label = "audit"
