from typing import ClassVar

from django.db import models
from django.db.models import Q

from schoolsocial.accounts.models.people import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

MAY_BE_SKIPPED = ("consent",)
"""The first steps that some schools do not need, by their codes."""


class SkippedStep(SchoolOwned):
    """A first step that a school says is not for it. Taken up again, the row goes."""

    disposal: ClassVar[dict[str, Disposal]] = {"code": Disposal.NOT_PERSONAL}

    code = models.SlugField(max_length=20)
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    objects = SchoolManager["SkippedStep"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="skipped_step_once"),
            models.CheckConstraint(
                condition=Q(code__in=MAY_BE_SKIPPED), name="skipped_step_is_optional"
            ),
        ]

    def __str__(self) -> str:
        return f"Without {self.code}"
