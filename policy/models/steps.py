from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from policy.models.versions import PolicyVersion
from policy.workflow import Verb
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class StepQuerySet(models.QuerySet["Step"]):
    def of(self, verb: Verb) -> Self:
        """The steps of one kind, the first first."""
        return self.filter(verb=verb).order_by("pk")

    def last_id(self) -> int:
        """Tells whether anything happened since a page was shown; 0 before the first step."""
        return self.order_by("pk").values_list("pk", flat=True).last() or 0

    def told(self) -> Self:
        """All of them in order, with who took them."""
        return self.select_related("by").order_by("pk")


class Step(SchoolOwned):
    """Who took a version from one state to the next, and what they said. Never changed.

    ``by`` is null only where the platform took over a policy ratified on paper.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "verb": Disposal.KEEP,
        "comment": Disposal.KEEP,  # the governing body's own record
    }

    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=9, choices=[(verb.value, verb.value) for verb in Verb])
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    comment = models.CharField(max_length=1000, blank=True)

    objects = SchoolManager.from_queryset(StepQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(verb=Verb.ADOPT.value),
                name="policy_step_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(verb=Verb.DISPUTE.value) | ~Q(comment=""),
                name="policy_step_dispute_explained",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.version}"
