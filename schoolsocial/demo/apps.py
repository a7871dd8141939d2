from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Two schools to look around in, with invented people and drawn pictures."""

    name = "schoolsocial.demo"
