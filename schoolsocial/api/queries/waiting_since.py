"""How long messages to webhooks have waited, for those who run the installation."""

from datetime import datetime

from django.utils.translation import gettext

from schoolsocial.api.models import Delivery
from schoolsocial.operations.queries import Queue


def deliveries(now: datetime) -> Queue:
    """Messages whose try is due. Needs ``scope.platform``."""
    due = Delivery.objects.due(now).order_by("next_try_at")
    label = gettext("Messages to websites")
    return Queue("webhooks", label, due.values_list("next_try_at", flat=True).first())
