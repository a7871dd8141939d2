from typing import ClassVar

from django.db import models

from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned
from schoolsocial.x.models import Account

LONGEST = 10


class Thread(SchoolOwned):
    """Two to ten posts of one author for one account, each a reply to the one before it.

    It is decided on as a whole. Its row is held by whoever changes where any of its posts stands.
    """

    disposal: ClassVar[dict[str, Disposal]] = {}

    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "id", "author", "account"], name="thread_whole_key"
            )
        ]

    def __str__(self) -> str:
        return f"Thread {self.pk}"
