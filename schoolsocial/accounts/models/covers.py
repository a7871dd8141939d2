from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from schoolsocial.accounts.models.people import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

LONGEST = timedelta(days=92)
"""About a term: whoever reviews for longer is given the role."""


class CoverQuerySet(models.QuerySet["Cover"]):
    def standing(self) -> Self:
        """Nobody has ended them early."""
        return self.filter(ended_at=None)

    def lasting_on(self, day: date) -> Self:
        """Those by which somebody reviews on that London day."""
        return self.standing().filter(first_day__lte=day, last_day__gte=day)

    def not_over(self, day: date) -> Self:
        """Lasting or still to come on that day, the soonest first."""
        return self.standing().filter(last_day__gte=day).order_by("first_day", "id")


class Cover(SchoolOwned):
    """Days, the first and the last included, on which somebody reviews while a leader is away.

    It gives what a reviewer needs, never on one's own drafts, and ends by itself.
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    person = models.ForeignKey(Person, models.PROTECT, related_name="covers")
    first_day = models.DateField()
    last_day = models.DateField()
    named_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = SchoolManager.from_queryset(CoverQuerySet)()
    across_schools = models.Manager.from_queryset(CoverQuerySet)()  # needs ``scope.person``

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day"))
                & Q(last_day__lte=F("first_day") + LONGEST),
                name="cover_ends_within_a_term",
            ),
            models.CheckConstraint(
                condition=~Q(person=F("named_by")), name="cover_is_named_by_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="cover_ended_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "person"], condition=Q(ended_at=None), name="cover_standing"
            )
        ]

    def __str__(self) -> str:
        return f"Cover from {self.first_day} to {self.last_day}"

    def lasts(self) -> bool:
        """Whether somebody reviews by it today."""
        return self.ended_at is None and self.first_day <= timezone.localdate() <= self.last_day
