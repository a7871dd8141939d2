from django.apps import AppConfig
from django.conf import settings
from prometheus_client import values

from schoolsocial.operations.metrics import folder


class OperationsConfig(AppConfig):
    """Running the installation: heartbeats, backups, restores, drills, health, metrics."""

    name = "schoolsocial.operations"
    label = "operations"

    def ready(self) -> None:
        """Figures are kept where somebody is to read them."""
        if settings.METRICS_PORT:
            folder.hold(settings.METRICS_FOLDER)
            # Chosen when it was first imported, which may have been before the settings were read
            values.ValueClass = values.get_value_class()
