from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

LISTED_FOR = timedelta(days=14)  # a report of a trip is written in the days after it


class TripQuerySet(models.QuerySet["Trip"]):
    def away(self) -> Self:
        """Nobody has recorded that everybody is back at school; the soonest back first."""
        return self.filter(returned_at=None).order_by("returns_at", "id")

    def back(self) -> Self:
        """Everybody is back at school; the latest first."""
        return self.filter(returned_at__isnull=False).order_by("-returned_at", "-id")

    def written_about(self, now: datetime) -> Self:
        """Those a draft may be about: away, or back so recently that reports are still written."""
        recent = Q(returned_at=None) | Q(returned_at__gte=now - LISTED_FOR)
        return self.filter(recent).order_by(F("returned_at").asc(nulls_first=True), "returns_at")


class Trip(SchoolOwned):
    """A time in which children are away from school; posts about it wait until they are back.

    ``wall_time`` is the planned return as the London time that was entered, ``returns_at`` the
    moment it means. ``reminded_at`` is when people were asked whether everybody is back.
    Source: other schools' rules, trip photos are held until return and there is no live location.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "name": Disposal.NOT_PERSONAL,
        "wall_time": Disposal.NOT_PERSONAL,
    }

    name = models.CharField(max_length=80)
    wall_time = models.CharField(max_length=22)
    returns_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(TripQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="trip_has_name"),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
                name="trip_return_recorded_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["returns_at"], condition=Q(returned_at=None), name="trip_away"),
            models.Index(fields=["school", "-returned_at", "-id"], name="trip_latest"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_back(self) -> bool:
        return self.returned_at is not None

    def lapses_at(self) -> datetime:
        """When posts about it are given up, if nobody has recorded the return by then."""
        return self.returns_at + timedelta(hours=self.school.trip_hours)
