from django.apps import AppConfig

from moderation.drafts.signals import faces_corrected


class CatalogueConfig(AppConfig):
    """What is live on the school's X accounts, and whether it may still be."""

    name = "moderation.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """A post is looked at again as soon as somebody says who is in its pictures."""
        from moderation.catalogue import looking_again  # noqa: PLC0415 - needs the models

        faces_corrected.connect(looking_again.heed)
