from enum import StrEnum
from typing import ClassVar, TypeVar

from django.db import models

from schoolsocial.tenancy import scope

RowT = TypeVar("RowT", bound=models.Model)


class Disposal(StrEnum):
    """What happens to a field when the person it speaks of must be forgotten."""

    NOT_PERSONAL = "not personal"
    KEEP = "keep"  # a record that the law or the school's duty asks for
    SCRUB = "scrub"  # overwritten, the row stays
    ERASE = "erase"  # goes: its row, or the file it names


class SchoolManager(models.Manager[RowT]):
    """Sees the rows of the school in scope; raises ``scope.NoSchool`` where there is none."""

    def get_queryset(self) -> models.QuerySet[RowT]:
        rows = super().get_queryset()
        active = scope.active()
        return rows if active == scope.PLATFORM else rows.filter(school_id=int(active))


class SchoolOwned(models.Model):
    """A row of one school, walled off by manager, composite foreign keys and row-level security.

    Each model names its manager, a ``SchoolManager``; a test sees to it.
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    school = models.ForeignKey("accounts.School", models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True
