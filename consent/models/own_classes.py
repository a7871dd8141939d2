from typing import ClassVar

from django.db import models

from consent.models.pupils import SchoolClass
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class OwnClass(SchoolOwned):
    """A class somebody says is theirs: its children come first where they name faces.

    It gives nobody a right; the next academic year has other classes, and is asked anew.
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+")

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "school_class"], name="own_class_once"),
        ]

    def __str__(self) -> str:
        return f"{self.school_class} of {self.person_id}"
