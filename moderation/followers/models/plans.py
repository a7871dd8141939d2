from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account

EVERY_DAYS, MOST_DAYS = 7, 180


class SweepPlanQuerySet(models.QuerySet["SweepPlan"]):
    def allowed(self) -> Self:
        """Of accounts whose followers may be read: a staff account only while its owner agrees."""
        staff = Q(account__kind=Account.Kind.STAFF)
        return self.filter(~staff | Q(consented_by=models.F("account__owner")))

    def due(self, now: datetime) -> Self:
        """Whose next sweep is to begin: connected, not paused, nothing under way."""
        return self.allowed().filter(
            ~Q(account__access_token=b""),
            next_at__lte=now,
            account__disconnected_at=None,
            account__paused_at=None,
            account__needs_reconnecting_at=None,
        )


class SweepPlan(SchoolOwned):
    """How often the followers of one account are read. ``next_at`` is None where only a person
    begins a sweep. A staff account is swept only while ``consented_by`` is its owner.
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    account = models.OneToOneField(Account, models.PROTECT, related_name="sweep_plan")
    every_days = models.PositiveSmallIntegerField(default=EVERY_DAYS)
    next_at = models.DateTimeField(null=True)
    consented_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    consented_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(SweepPlanQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(every_days__gte=1, every_days__lte=MOST_DAYS),
                name="sweepplan_has_a_rhythm",
            ),
            models.CheckConstraint(
                condition=Q(consented_by=None, consented_at=None)
                | Q(consented_by__isnull=False, consented_at__isnull=False),
                name="sweepplan_consent_has_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["next_at"], name="sweepplan_due")]

    def __str__(self) -> str:
        return f"Sweeps of {self.account}"
