from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class WeeklyReminderQuerySet(models.QuerySet["WeeklyReminder"]):
    def going(self) -> Self:
        return self.filter(ended_at=None)

    def due(self, now: datetime) -> Self:
        """Those whose hour has come, the earliest first."""
        return self.going().filter(next_at__lte=now).order_by("next_at", "id")

    def rung_on(self, day: date) -> Self:
        """Those that reminded somebody on that London day."""
        return self.going().filter(rung_on=day).order_by("next_at", "id")


class WeeklyReminder(SchoolOwned):
    """ "Every Monday at 08:30: write about the week". It reminds one person and writes no post.

    ``at`` is a London wall time, ``weekday`` 0 for Monday; ``next_at`` the next moment, in UTC.
    ``rung_on`` is the London day on which it reminded last.
    """

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    disposal: ClassVar[dict[str, Disposal]] = {"words": Disposal.SCRUB}

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.CharField(max_length=120)
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    at = models.TimeField()
    in_term_only = models.BooleanField(default=True)
    next_at = models.DateTimeField()
    rung_on = models.DateField(null=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(WeeklyReminderQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="reminder_known_weekday"),
            models.CheckConstraint(condition=~Q(words=""), name="reminder_has_words"),
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], condition=Q(ended_at=None), name="reminder_due"),
            models.Index(fields=["school", "person"], name="reminder_of_person"),
        ]

    def __str__(self) -> str:
        return f"Reminder {self.pk}"
