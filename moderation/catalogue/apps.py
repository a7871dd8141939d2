from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """What is live on the school's X accounts, and whether it may still be."""

    name = "moderation.catalogue"
    label = "catalogue"
