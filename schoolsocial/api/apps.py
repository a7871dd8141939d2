from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What a school's website may read and send: the HTTP API and the signed webhooks."""

    name = "schoolsocial.api"
    label = "api"
