from datetime import date
from typing import ClassVar, Self

from django.db import models

from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class PolicyVersionQuerySet(models.QuerySet["PolicyVersion"]):
    def in_force_on(self, day: date) -> Self:
        """Versions in force on that day, the newest first."""
        return self.filter(in_force_from__lte=day).order_by("-number")


class PolicyVersion(SchoolOwned):
    """One wording of the school's policy, with the clauses and rules that stood in it."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "pack": Disposal.NOT_PERSONAL,
        "title": Disposal.NOT_PERSONAL,
    }

    school = models.ForeignKey("accounts.School", models.PROTECT, related_name="policy_versions")
    number = models.PositiveSmallIntegerField()
    pack = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    ratified_on = models.DateField()
    in_force_from = models.DateField()
    review_on = models.DateField()

    objects = SchoolManager.from_queryset(PolicyVersionQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="policy_one_number"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class Clause(SchoolOwned):
    """A numbered sentence of the policy, as the governors ratified it."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "number": Disposal.NOT_PERSONAL,
        "heading": Disposal.NOT_PERSONAL,
        "text": Disposal.NOT_PERSONAL,
    }

    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="clauses")
    number = models.CharField(max_length=12)
    heading = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    position = models.PositiveSmallIntegerField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="clause_one_number"),
        ]

    def __str__(self) -> str:
        return f"Clause {self.number}"


class ClauseRule(SchoolOwned):
    """A rule that enforces a clause, with its severity and options."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "rule": Disposal.NOT_PERSONAL,
        "severity": Disposal.NOT_PERSONAL,
        "options": Disposal.NOT_PERSONAL,
    }

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="rules")
    rule = models.SlugField(max_length=40)
    severity = models.CharField(max_length=5)
    options = models.JSONField(default=dict)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clause", "rule"], name="clause_one_rule"),
            models.CheckConstraint(
                condition=models.Q(severity__in=["block", "warn", "note"]),
                name="clause_rule_severity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} ({self.severity})"
