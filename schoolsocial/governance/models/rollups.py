from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class RollupQuerySet(models.QuerySet["Rollup"]):
    def between(self, first: date, last: date) -> Self:
        """Of those days, both included."""
        return self.filter(day__gte=first, day__lte=last)


class Rollup(SchoolOwned):
    """How many there were: one number for a day (of London), a measure and a cell of it.

    Of what happens (``is_state`` false) a day's number is of that day, and nights count it anew. Of
    how things stand it is as it stood when it was counted, and stays; it holds until the next.
    No row tells of a person: the numbers are below five often enough, and pages show none of those.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "measure": Disposal.NOT_PERSONAL,
        "cell": Disposal.NOT_PERSONAL,
    }

    day = models.DateField()
    measure = models.SlugField(max_length=30)
    cell = models.CharField(max_length=60)
    is_state = models.BooleanField(default=False)
    number = models.PositiveIntegerField()

    objects = SchoolManager.from_queryset(RollupQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "measure", "day", "cell"], name="rollup_one_a_cell"
            ),
            models.CheckConstraint(
                condition=~Q(measure="") & ~Q(cell=""), name="rollup_is_of_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.cell} on {self.day}"


class RollupRun(SchoolOwned):
    """When a school's numbers were counted last; one row a school."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="rollup_run_one_a_school"),
        ]

    def __str__(self) -> str:
        return f"Counted {self.at}"
