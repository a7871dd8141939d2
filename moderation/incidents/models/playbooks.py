from typing import ClassVar

from django.db import models

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class OwnPlaybook(SchoolOwned):
    """A school's own steps for one kind of incident, in place of the shipped ones.

    ``steps`` as ``playbook.written`` gives them. They hold for incidents reported from then on.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "category": Disposal.NOT_PERSONAL,
        "steps": Disposal.NOT_PERSONAL,
    }

    category = models.SlugField(max_length=20)
    steps = models.JSONField()
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "category"], name="playbook_one_a_kind")
        ]

    def __str__(self) -> str:
        return f"Own playbook: {self.category}"
