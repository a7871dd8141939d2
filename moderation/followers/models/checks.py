from typing import ClassVar

from django.db import models
from django.db.models import Q

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

CHECK_DAYS, MOST_CHECK_DAYS = 30, 180
FACTS_MONTHS, MOST_MONTHS = 6, 60


class Check(SchoolOwned):
    """Somebody looked at who follows, and there was nothing to decide. Never changed."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    school = models.ForeignKey("accounts.School", models.PROTECT, related_name="follower_checks")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager["Check"]()

    class Meta:
        indexes = [models.Index(fields=["school", "-at"], name="followers_checked")]

    def __str__(self) -> str:
        return f"Check {self.pk}"


class Rules(SchoolOwned):
    """How the school wants its followers looked at: after how many days again, whether a block
    needs a second leader, for how many months facts of settled cases stay.

    Source: S11, recent followers are checked regularly; UK GDPR Article 5(1)(e).
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    school = models.ForeignKey("accounts.School", models.PROTECT, related_name="follower_rules")
    check_days = models.PositiveSmallIntegerField(default=CHECK_DAYS)
    two_to_block = models.BooleanField(default=False)
    facts_months = models.PositiveSmallIntegerField(default=FACTS_MONTHS)
    told_at = models.DateTimeField(null=True)

    objects = SchoolManager["Rules"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="followers_rules_once"),
            models.CheckConstraint(
                condition=Q(check_days__gte=1, check_days__lte=MOST_CHECK_DAYS)
                & Q(facts_months__gte=1, facts_months__lte=MOST_MONTHS),
                name="followers_rules_have_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"Rules of {self.school}"
