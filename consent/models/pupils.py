from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

ERASED = "erased-"
"""What stands before a number of our own where an admission number stood."""


class SchoolClass(SchoolOwned):
    """A class in one academic year; ``academic_year`` is the year of its September."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "name": Disposal.NOT_PERSONAL,
        "academic_year": Disposal.NOT_PERSONAL,
    }

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


class PupilManager(SchoolManager["Pupil"]):
    """Without those whose entry was erased: for every page and every check they are not there."""

    def get_queryset(self) -> models.QuerySet["Pupil"]:
        return super().get_queryset().filter(erased_at=None)


class Pupil(SchoolOwned):
    """A child on the school's roll, named as the MIS names them.

    ``left_on`` is the last day at the school, null while there is none. ``upn`` is kept as it was
    given, right or wrong: it stays on office screens.

    At ``erased_at`` everything was taken out that says who the child was; the row stays, since
    answers and proofs point at its number. It is never filled again.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "admission_number": Disposal.SCRUB,
        "legal_forename": Disposal.SCRUB,
        "legal_surname": Disposal.SCRUB,
        "preferred_forename": Disposal.SCRUB,
        "preferred_surname": Disposal.SCRUB,
        "year_group": Disposal.SCRUB,
        "school_class": Disposal.SCRUB,
        "upn": Disposal.SCRUB,
        "born_on": Disposal.SCRUB,
        "joined_on": Disposal.SCRUB,
        "left_on": Disposal.KEEP,  # who has left is never shown
        "changed_at": Disposal.NOT_PERSONAL,
        "erased_at": Disposal.NOT_PERSONAL,
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
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = PupilManager.from_queryset(PupilQuerySet)()
    with_erased = SchoolManager.from_queryset(PupilQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "admission_number"], name="pupil_one_admission_number"
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(
                    admission_number__startswith=ERASED,
                    legal_forename="",
                    legal_surname="",
                    preferred_forename="",
                    preferred_surname="",
                    year_group="",
                    school_class=None,
                    upn="",
                    born_on=None,
                    joined_on=None,
                    left_on__isnull=False,
                ),
                name="pupil_erased_is_nobody",
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
