from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """What went wrong: reported, worked through step by step, and kept."""

    name = "moderation.incidents"
    label = "incidents"
