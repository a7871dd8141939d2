from typing import ClassVar

from django.db import models
from django.db.models import Q

from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class ContactTimes(SchoolOwned):
    """At what hour of the school day a pupil's account should be blocked. No row: 17:00."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    hour = models.PositiveSmallIntegerField()

    objects = SchoolManager["ContactTimes"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="contacttimes_one_a_school"),
            models.CheckConstraint(
                condition=Q(hour__gte=12, hour__lte=20), name="contacttimes_in_the_afternoon"
            ),
        ]

    def __str__(self) -> str:
        return f"By {self.hour}:00"
