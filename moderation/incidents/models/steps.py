from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.incidents.models.incidents import Incident
from moderation.incidents.playbook import Does, Who
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class IncidentStepQuerySet(models.QuerySet["IncidentStep"]):
    def in_order(self) -> Self:
        return self.select_related("done_by").order_by("position")

    def waiting(self) -> Self:
        return self.filter(done_at=None)


class IncidentStep(SchoolOwned):
    """One thing to do about an incident, copied from the playbook when it was reported."""

    class Result(models.TextChoices):
        OPEN = "", _("To do")
        DONE = "done", _("Done")
        NOT_NEEDED = "not-needed", _("Not needed")

    disposal: ClassVar[dict[str, Disposal]] = {
        "who": Disposal.NOT_PERSONAL,
        "does": Disposal.NOT_PERSONAL,
        "words": Disposal.NOT_PERSONAL,
        "result": Disposal.NOT_PERSONAL,
    }

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=8, choices=Who)
    does = models.CharField(max_length=11, choices=Does)
    words = models.CharField(max_length=300)
    due_at = models.DateTimeField()
    result = models.CharField(max_length=10, choices=Result, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = SchoolManager.from_queryset(IncidentStepQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "position"], name="step_one_position"),
            models.CheckConstraint(
                condition=Q(result="", done_at=None, done_by=None)
                | Q(result__in=["done", "not-needed"], done_at__isnull=False)
                & Q(done_by__isnull=False),
                name="step_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Step {self.position} of {self.incident}"
