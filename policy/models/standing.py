"""Who agreed to which version of the policy, and whose training counts until when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from policy.models.versions import PolicyVersion
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class Agreement(SchoolOwned):
    """A person read this version, answered the questions and agreed to keep to it. Never changed.

    Which questions were asked and how often is not kept: there is no score about a person.
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="agreements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "person"], name="agreement_once"),
        ]

    def __str__(self) -> str:
        return f"Agreement to {self.version}"


class Training(SchoolOwned):
    """A course somebody took, and the last day on which it counts. Never changed.

    The row recorded last counts, so that a mistake is put right by recording it anew. Days are
    London days.
    """

    disposal: ClassVar[dict[str, Disposal]] = {"course": Disposal.KEEP}

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    course = models.CharField(max_length=120)
    taken_on = models.DateField()
    counts_until = models.DateField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(counts_until__gte=F("taken_on")), name="training_counts_after_course"
            ),
            models.CheckConstraint(condition=~Q(course=""), name="training_has_course"),
        ]
        indexes = [
            models.Index(fields=["school", "person", "-recorded_at"], name="training_latest"),
        ]

    def __str__(self) -> str:
        return f"Training until {self.counts_until}"
