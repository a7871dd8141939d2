from typing import ClassVar

from django.db import models

from schoolsocial.tenancy.models import Disposal


class Silence(models.Model):
    """A part of the installation fell silent, and those who run it were mailed, once.

    ``since`` is its last sign of life: one row a silence. Of the whole installation.
    """

    disposal: ClassVar[dict[str, Disposal]] = {"kind": Disposal.NOT_PERSONAL}

    kind = models.CharField(max_length=6)
    since = models.DateTimeField()
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "since"], name="silence_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} silent since {self.since:%H:%M}"
