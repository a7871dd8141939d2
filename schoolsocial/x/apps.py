from django.apps import AppConfig


class XConfig(AppConfig):
    """The one door to X."""

    name = "schoolsocial.x"
    label = "x"
