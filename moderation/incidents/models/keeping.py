"""How long incidents are kept, what is kept longer and why."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from moderation.incidents.models.incidents import Incident
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

MOST_MONTHS = 120


class KeepingTime(SchoolOwned):
    """How many months after its closing a school keeps an incident of one kind, where it is not
    content with what ``playbooks/shipped.toml`` says.
    """

    disposal: ClassVar[dict[str, Disposal]] = {"category": Disposal.NOT_PERSONAL}

    category = models.SlugField(max_length=20)
    months = models.PositiveSmallIntegerField()
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = SchoolManager["KeepingTime"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "category"], name="incident_keeping_once"),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=MOST_MONTHS),
                name="incident_keeping_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.months} months"


class HoldQuerySet(models.QuerySet["Hold"]):
    def standing(self, day: date) -> Self:
        """Those that keep an incident on that day."""
        return self.filter(lifted_at=None, until__gte=day)


class Hold(SchoolOwned):
    """An incident is kept past its time until a day, for a legal reason; ``words`` are sealed."""

    disposal: ClassVar[dict[str, Disposal]] = {"words": Disposal.SCRUB}

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="holds")
    words = models.BinaryField(default=b"")
    until = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(HoldQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="hold_lifted_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["incident"], condition=Q(lifted_at=None), name="hold_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"Hold on {self.incident}"
