from typing import ClassVar

from django.db import models
from django.db.models import Q

from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class BlockTimes(SchoolOwned):
    """Within how many school days a block that was decided is to be done. No row: two."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    days = models.PositiveSmallIntegerField()

    objects = SchoolManager["BlockTimes"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="blocktimes_one_a_school"),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=10), name="blocktimes_within_two_weeks"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days} school days"
