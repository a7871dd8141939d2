from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.models.pupils import Pupil
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class Guardian(SchoolOwned):
    """A parent or carer. ``language`` is a code of BCP 47: what they would rather read.

    At ``erased_at`` everything was taken out that says who it was; answers point at the number.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "name": Disposal.SCRUB,
        "email": Disposal.SCRUB,
        "phone": Disposal.SCRUB,
        "address": Disposal.SCRUB,
        "language": Disposal.SCRUB,
        "erased_at": Disposal.NOT_PERSONAL,
    }

    name = models.CharField(max_length=160)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(max_length=400, blank=True)
    language = models.CharField(max_length=12, default="en")
    erased_at = models.DateTimeField(null=True, editable=False)
    pupils = models.ManyToManyField(Pupil, through="Guardianship", related_name="guardians")

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(name="", email="", phone="", address="", language=""),
                name="guardian_erased_is_nobody",
            ),
        ]

    def __str__(self) -> str:
        return f"Guardian {self.pk}"


class Guardianship(SchoolOwned):
    """What a parent or carer is to one child.

    Only who has parental responsibility (Children Act 1989, section 3) can consent for a child; a
    foster carer has none by default.
    """

    class Relationship(models.TextChoices):
        MOTHER = "mother", _("Mother")
        FATHER = "father", _("Father")
        PARENT = "parent", _("Parent")
        STEP_PARENT = "step-parent", _("Step-parent")
        GRANDPARENT = "grandparent", _("Grandparent")
        GUARDIAN = "guardian", _("Legal guardian")
        FOSTER_CARER = "foster-carer", _("Foster carer")
        LOCAL_AUTHORITY = "local-authority", _("Local authority")
        OTHER = "other", _("Other")

    disposal: ClassVar[dict[str, Disposal]] = {
        "relationship": Disposal.ERASE,
        "parental_responsibility": Disposal.ERASE,
        "first_contact": Disposal.ERASE,
    }

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
