from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class FreezeQuerySet(models.QuerySet["Freeze"]):
    def lasting(self) -> Self:
        """At most one: posting is stopped now."""
        return self.filter(ended_at=None)


class Freeze(SchoolOwned):
    """A time in which nothing of a school goes out. ``reopened``: posts that went back to SLT."""

    class Reason(models.TextChoices):
        BEREAVEMENT = "bereavement", _("Bereavement")
        INCIDENT = "incident", _("An incident")
        ELECTION = "election", _("An election period")
        EXAMS = "exams", _("Exams or tests")
        OTHER = "other", _("Another reason")

    disposal: ClassVar[dict[str, Disposal]] = {"reason": Disposal.NOT_PERSONAL}

    reason = models.CharField(max_length=11, choices=Reason)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reopened = models.PositiveIntegerField(default=0)

    objects = SchoolManager.from_queryset(FreezeQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school"], condition=Q(ended_at=None), name="freeze_one_lasting"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["bereavement", "incident", "election", "exams", "other"]),
                name="freeze_known_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="freeze_ended_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["school", "-began_at", "-id"], name="freeze_latest")]

    def __str__(self) -> str:
        return f"Freeze of {self.began_at:%d %B %Y}"
