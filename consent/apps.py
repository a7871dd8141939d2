from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Pupils, classes and photos."""

    name = "consent"
