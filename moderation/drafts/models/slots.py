from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from moderation.drafts.models.reminders import WeeklyReminder
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account


class WeeklySlotQuerySet(models.QuerySet["WeeklySlot"]):
    def going(self) -> Self:
        """Those that still come round, in the order of the week."""
        return self.filter(ended_at=None).order_by("weekday", "at", "id")


class WeeklySlot(SchoolOwned):
    """ "Mondays at 15:30": an hour of the week kept for a post of one account.

    ``at`` is a London wall time, ``weekday`` 0 for Monday. Nothing says here whether it is taken:
    a post that is planned for the moment has it, and whatever becomes of the post frees it.
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    account = models.ForeignKey(Account, models.PROTECT, related_name="slots")
    weekday = models.PositiveSmallIntegerField(choices=WeeklyReminder.Weekday.choices)
    at = models.TimeField()
    school_days_only = models.BooleanField(default=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = SchoolManager.from_queryset(WeeklySlotQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="slot_known_weekday"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="slot_ended_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["account", "weekday", "at"],
                condition=Q(ended_at=None),
                name="slot_once_a_week",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()}s at {self.at:%H:%M}"
