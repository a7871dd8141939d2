"""What a school publishes to its trust: what its own governors are told, and nothing else.

These three tables alone are readable in a trust's scope. They hold words and told counts, never a
number that was counted, so that reading all of them gives away no more than the dashboard does.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from schoolsocial.governance.due import Matter
from schoolsocial.governance.indicators.indicator import Verdict
from schoolsocial.governance.suppression import Count
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class Publication(SchoolOwned):
    """Of which moment a school's published figures are; one row a school."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    at = models.DateTimeField()

    objects = SchoolManager()
    across_schools = models.Manager()  # needs ``scope.trust``

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="publication_one_a_school"),
        ]

    def __str__(self) -> str:
        return f"Published {self.at}"


class PublishedReading(SchoolOwned):
    """An indicator's value as it is told. ``span`` is the code of a period or of a half-term.

    ``low`` and ``high`` are its level: the most and the least it may be, alike where it is exact.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "span": Disposal.NOT_PERSONAL,
        "indicator": Disposal.NOT_PERSONAL,
        "value": Disposal.NOT_PERSONAL,
        "verdict": Disposal.NOT_PERSONAL,
    }

    span = models.CharField(max_length=20)
    indicator = models.SlugField(max_length=30)
    value = models.CharField(max_length=120)
    verdict = models.CharField(max_length=7, choices=[(one.value, one.label) for one in Verdict])
    low = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)

    objects = SchoolManager()
    across_schools = models.Manager()  # needs ``scope.trust``

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "span", "indicator"], name="published_reading_once"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[one.value for one in Verdict]),
                name="published_reading_known_verdict",
            ),
            models.CheckConstraint(
                condition=Q(low=None, high=None)
                | Q(low__isnull=False, high__isnull=False, low__lte=F("high")),
                name="published_reading_level",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} of {self.span}"

    @property
    def level(self) -> Count | None:
        return None if self.low is None or self.high is None else Count(self.low, self.high)


class PublishedDue(SchoolOwned):
    """By when something is to be done again; without a day where nothing is recorded of it."""

    disposal: ClassVar[dict[str, Disposal]] = {"matter": Disposal.NOT_PERSONAL}

    matter = models.CharField(max_length=9, choices=[(one.value, one.label) for one in Matter])
    due_on = models.DateField(null=True)

    objects = SchoolManager()
    across_schools = models.Manager()  # needs ``scope.trust``

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "matter"], name="published_due_once"),
            models.CheckConstraint(
                condition=Q(matter__in=[one.value for one in Matter]),
                name="published_due_known_matter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter} by {self.due_on}"
