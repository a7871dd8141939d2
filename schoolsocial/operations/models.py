from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class Heartbeat(models.Model):
    """When a kind of process was last alive, by the database's clock. Of the whole installation."""

    class Kind(models.TextChoices):
        WORKER = "worker", _("Worker")
        BEAT = "beat", _("Clock")

    disposal: ClassVar[dict[str, Disposal]] = {"kind": Disposal.NOT_PERSONAL}

    kind = models.CharField(max_length=6, choices=Kind, unique=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["worker", "beat"]), name="heartbeat_known_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%H:%M:%S}"


class Backup(models.Model):
    """A backup that was written, whole. Of the whole installation; only added to."""

    disposal: ClassVar[dict[str, Disposal]] = {"key_id": Disposal.NOT_PERSONAL}

    made_at = models.DateTimeField()
    seconds = models.PositiveIntegerField()
    rows = models.PositiveBigIntegerField()
    files = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()  # bytes, before sealing
    key_id = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["-made_at"], name="backup_latest")]

    def __str__(self) -> str:
        return f"Backup of {self.made_at:%d %B %Y %H:%M}"


class Drill(models.Model):
    """A backup that was restored for a trial, and compared. Installation-wide; only added to."""

    disposal: ClassVar[dict[str, Disposal]] = {"trouble": Disposal.NOT_PERSONAL}

    at = models.DateTimeField()
    seconds = models.PositiveIntegerField()
    rows = models.PositiveBigIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)  # blank: all was as it had been

    class Meta:
        indexes = [models.Index(fields=["-at"], name="drill_latest")]

    def __str__(self) -> str:
        return f"Drill of {self.at:%d %B %Y}"

    @property
    def passed(self) -> bool:
        return not self.trouble


@dataclass(frozen=True, slots=True)
class Gap:
    """What was posted in this time may stand on X and is not known here."""

    made_at: datetime
    restored_at: datetime


class RestorationQuerySet(models.QuerySet["Restoration"]):
    def open(self) -> Self:
        """The school's posting is stopped until a senior leader lets it go on. Several where a
        backup was made before that, and restored.
        """
        return self.filter(ended_at=None)

    def gap(self) -> "Gap | None":
        """The time of which these know nothing, from the earliest backup to the last restore."""
        found = self.aggregate(made_at=models.Min("made_at"), restored_at=models.Max("restored_at"))
        return Gap(**found) if found["made_at"] else None


class Restoration(SchoolOwned):
    """The school's rows came out of a backup of ``made_at``; what was posted between then and
    ``restored_at`` stands on X and not here. Never forgotten: a post from before may be live.
    """

    made_at = models.DateTimeField()
    restored_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = SchoolManager.from_queryset(RestorationQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="restoration_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Restored to {self.made_at:%d %B %Y %H:%M}"
