from typing import ClassVar

from django.db import models
from django.db.models import Q

from consent.models.pupils import Pupil
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class Guardian(SchoolOwned):
    """A parent or carer. ``language`` is a code of BCP 47: what they would rather read."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "name": Disposal.SCRUB,
        "email": Disposal.SCRUB,
        "phone": Disposal.SCRUB,
        "address": Disposal.SCRUB,
        "language": Disposal.SCRUB,
    }

    name = models.CharField(max_length=160)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(max_length=400, blank=True)
    language = models.CharField(max_length=12, default="en")
    pupils = models.ManyToManyField(Pupil, through="Guardianship", related_name="guardians")

    objects = SchoolManager()

    def __str__(self) -> str:
        return f"Guardian {self.pk}"


class Guardianship(SchoolOwned):
    """What a parent or carer is to one child.

    Only who has parental responsibility (Children Act 1989, section 3) can consent for a child; a
    foster carer has none by default.
    """

    class Relationship(models.TextChoices):
        MOTHER = "mother", "Mother"
        FATHER = "father", "Father"
        PARENT = "parent", "Parent"
        STEP_PARENT = "step-parent", "Step-parent"
        GRANDPARENT = "grandparent", "Grandparent"
        GUARDIAN = "guardian", "Legal guardian"
        FOSTER_CARER = "foster-carer", "Foster carer"
        LOCAL_AUTHORITY = "local-authority", "Local authority"
        OTHER = "other", "Other"

    disposal: ClassVar[dict[str, Disposal]] = {"relationship": Disposal.SCRUB}

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="guardianships")
    guardian = models.ForeignKey(Guardian, models.PROTECT, related_name="guardianships")
    relationship = models.CharField(
        max_length=15, choices=Relationship, default=Relationship.PARENT
    )
    parental_responsibility = models.BooleanField()
    first_contact = models.BooleanField(default=False)  # whom the school writes to

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pupil", "guardian"], name="guardianship_once"),
            models.UniqueConstraint(
                fields=["pupil"],
                condition=Q(first_contact=True),
                name="guardianship_one_first_contact",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relationship} of {self.pupil}"
