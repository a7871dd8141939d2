from typing import ClassVar

from django.db import models

from policy.models.versions import PolicyVersion
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

STAGES = (60, 30, 0)
"""Days before its review at which people are reminded of it."""


class Reminder(SchoolOwned):
    """Somebody was written to that the review is due: once a stage, and never changed."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="reminders")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    days_before = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person", "days_before"], name="reminder_once"
            ),
            models.CheckConstraint(
                condition=models.Q(days_before__in=STAGES), name="reminder_known_stage"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days_before} days before the review of {self.version}"
