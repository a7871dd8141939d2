from typing import ClassVar

from django.db import models

from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models.accounts import Account


class RateLimit(SchoolOwned):
    """How many calls X still takes of an account at one endpoint, as its last answer said.

    ``endpoint`` is method and path with ids left out: "GET /2/users/:id/tweets".
    """

    disposal: ClassVar[dict[str, Disposal]] = {"endpoint": Disposal.NOT_PERSONAL}

    account = models.ForeignKey(Account, models.PROTECT, related_name="rate_limits")
    endpoint = models.CharField(max_length=60)
    allowed = models.PositiveIntegerField()
    remaining = models.PositiveIntegerField()
    resets_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = SchoolManager["RateLimit"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "endpoint"], name="limit_once_an_endpoint"),
        ]

    def __str__(self) -> str:
        return f"{self.remaining} of {self.allowed} at {self.endpoint}"
