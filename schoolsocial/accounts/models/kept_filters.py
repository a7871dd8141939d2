from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from schoolsocial.accounts.models.people import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class KeptFilterQuerySet(models.QuerySet["KeptFilter"]):
    def of(self, person_id: int) -> Self:
        return self.filter(person=person_id)

    def on(self, listed: str) -> Self:
        """Of one list, in the order in which they were kept."""
        return self.filter(listed=listed).order_by("pk")


class KeptFilter(SchoolOwned):
    """A filter of a list that somebody keeps for themselves.

    ``listed`` is the code of its ``Filters``. ``query`` holds choices that the list offers, as its
    address has them: codes and numbers, never a word somebody searched for. ``name`` is free text,
    so it is sealed. With ``begins`` the list opens with it.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "listed": Disposal.NOT_PERSONAL,
        "name": Disposal.ERASE,
        "query": Disposal.NOT_PERSONAL,
    }

    person = models.ForeignKey(Person, models.PROTECT, related_name="kept_filters")
    listed = models.CharField(max_length=40)
    name = models.BinaryField()
    query = models.CharField(max_length=300)
    begins = models.BooleanField(default=False)
    kept_at = models.DateTimeField()

    objects = SchoolManager.from_queryset(KeptFilterQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "person", "listed", "query"], name="kept_filter_once"
            ),
            models.UniqueConstraint(
                fields=["school", "person", "listed"],
                condition=Q(begins=True),
                name="kept_filter_one_beginning",
            ),
            models.CheckConstraint(condition=~Q(query=""), name="kept_filter_asks_something"),
            models.CheckConstraint(condition=~Q(name=b""), name="kept_filter_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"Filter of {self.listed}"
