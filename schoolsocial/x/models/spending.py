from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models.accounts import Account


class ChargeQuerySet(models.QuerySet["Charge"]):
    def since(self, moment: datetime) -> Self:
        return self.filter(at__gte=moment)

    def dollars(self) -> Decimal:
        """What they come to, in US dollars."""
        total: Decimal | None = self.aggregate(total=models.Sum("dollars"))["total"]
        return total or Decimal(0)


class Charge(SchoolOwned):
    """A call to X that cost something. Never changed, never removed.

    ``call`` is a name in the price table, ``count`` how many of it, ``dollars`` what they cost
    together by the table of that day. X's own bill may be lower: a thing read twice on a day is
    charged once.
    """

    disposal: ClassVar[dict[str, Disposal]] = {"call": Disposal.NOT_PERSONAL}

    account = models.ForeignKey(Account, models.PROTECT, related_name="charges")
    call = models.SlugField(max_length=24)
    count = models.PositiveIntegerField()
    dollars = models.DecimalField(max_digits=10, decimal_places=4)
    at = models.DateTimeField()

    objects = SchoolManager.from_queryset(ChargeQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(count__gte=1, dollars__gte=0), name="charge_of_something"
            ),
        ]
        indexes = [models.Index(fields=["school", "at"], name="charge_of_month")]

    def __str__(self) -> str:
        return f"{self.count} × {self.call}"


class Budget(SchoolOwned):
    """What a school means to spend on X in a month, in US dollars; ``None``: nobody said.

    ``told_80`` and ``told_100`` are the first day of the month whose leaders were last told.
    """

    class Reached(models.TextChoices):
        WARN = "warn", _("Go on posting, and tell the leaders")
        WAIT = "wait", _("Let posts wait until there is room again, and tell the leaders")

    disposal: ClassVar[dict[str, Disposal]] = {"when_reached": Disposal.NOT_PERSONAL}

    month_dollars = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    when_reached = models.CharField(max_length=4, choices=Reached, default=Reached.WARN)
    told_80 = models.DateField(null=True)
    told_100 = models.DateField(null=True)

    objects = SchoolManager["Budget"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="budget_one_a_school"),
            models.CheckConstraint(
                condition=models.Q(month_dollars=None) | models.Q(month_dollars__gt=0),
                name="budget_of_something",
            ),
        ]

    def __str__(self) -> str:
        return f"Budget of {self.school}"
