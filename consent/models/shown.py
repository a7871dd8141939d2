from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from consent.models.photos import Photo
from consent.models.pupils import Pupil
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class ShownQuerySet(models.QuerySet["Shown"]):
    def still(self) -> Self:
        """What has not been taken back."""
        return self.filter(removed_at=None)


class Shown(SchoolOwned):
    """Somebody said that this pupil is in this photo; ``removed_at`` is when that was taken back."""

    disposal: ClassVar[dict[str, Disposal]] = {}

    photo = models.ForeignKey(Photo, models.PROTECT, related_name="shown")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="shown")
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = SchoolManager.from_queryset(ShownQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["photo", "pupil"], condition=Q(removed_at=None), name="shown_once"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "pupil"], condition=Q(removed_at=None), name="shown_of"),
        ]

    def __str__(self) -> str:
        return f"{self.pupil} in {self.photo}"
