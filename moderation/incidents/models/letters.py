from typing import ClassVar

from django.db import models

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class OwnLetter(SchoolOwned):
    """A school's own words for one kind of letter or log, in place of the shipped ones."""

    disposal: ClassVar[dict[str, Disposal]] = {
        "code": Disposal.NOT_PERSONAL,
        "words": Disposal.NOT_PERSONAL,
    }

    code = models.SlugField(max_length=20)
    words = models.TextField()
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = SchoolManager["OwnLetter"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="letter_own_one_a_kind")
        ]

    def __str__(self) -> str:
        return f"Own letter: {self.code}"
