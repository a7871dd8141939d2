from typing import ClassVar, Self

from django.db import models

from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class SchoolClass(SchoolOwned):
    """A class in one academic year; ``academic_year`` is the year of its September."""

    disposal: ClassVar[dict[str, Disposal]] = {"name": Disposal.NOT_PERSONAL}

    school = models.ForeignKey("accounts.School", models.PROTECT, related_name="classes")
    name = models.CharField(max_length=40)
    academic_year = models.PositiveSmallIntegerField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "academic_year", "name"], name="class_one_name_a_year"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PupilQuerySet(models.QuerySet["Pupil"]):
    def on_roll(self) -> Self:
        return self.filter(left_on=None)


class Pupil(SchoolOwned):
    """A child on the school's roll, named as the MIS names them.

    ``left_on`` is the last day at the school, null while there is none. ``upn`` is kept as it was
    given, right or wrong: it stays on office screens.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "admission_number": Disposal.ERASE,
        "legal_forename": Disposal.ERASE,
        "legal_surname": Disposal.ERASE,
        "preferred_forename": Disposal.ERASE,
        "preferred_surname": Disposal.ERASE,
        "year_group": Disposal.ERASE,
        "upn": Disposal.ERASE,
        "born_on": Disposal.ERASE,
        "joined_on": Disposal.ERASE,
        "left_on": Disposal.ERASE,
    }

    admission_number = models.CharField(max_length=20)
    legal_forename = models.CharField(max_length=80)
    legal_surname = models.CharField(max_length=80, blank=True)
    preferred_forename = models.CharField(max_length=80, blank=True)
    preferred_surname = models.CharField(max_length=80, blank=True)
    year_group = models.CharField(max_length=3)
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, null=True, related_name="pupils")
    upn = models.CharField(max_length=13, blank=True)
    born_on = models.DateField(null=True)
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = SchoolManager.from_queryset(PupilQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "admission_number"],
                name="pupil_one_admission_number",
                deferrable=models.Deferrable.IMMEDIATE,  # looked at after a statement: two may swap
            ),
        ]

    def __str__(self) -> str:
        return f"Pupil {self.pk}"

    @property
    def called(self) -> str:
        """The name the child goes by, in full."""
        forename = self.preferred_forename or self.legal_forename
        surname = self.preferred_surname or self.legal_surname
        return f"{forename} {surname}".strip()
