from typing import ClassVar

from django.db import models
from django.db.models import Q

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

DAYS, THANKED_MONTHS = 60, 13
"""Where a school has chosen nothing: two months to look at it, a year of thanks for governors."""
MOST_DAYS, MOST_THANKED_MONTHS = 365, 36


class MentionKeeping(SchoolOwned):
    """For how many days a school keeps what others wrote to it, and for how many months what it
    thanked for. Source: UK GDPR Article 5(1)(e).
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    days = models.PositiveSmallIntegerField(default=DAYS)
    thanked_months = models.PositiveSmallIntegerField(default=THANKED_MONTHS)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = SchoolManager["MentionKeeping"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="mention_keeping_one_a_school"),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=MOST_DAYS)
                & Q(thanked_months__gte=1, thanked_months__lte=MOST_THANKED_MONTHS),
                name="mention_keeping_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"Mentions kept {self.days} days"
