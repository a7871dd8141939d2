from typing import ClassVar, Self

from django.db import models

from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> Self:
        return self.filter(sent_at=None)


class Letter(SchoolOwned):
    """A mail waiting in the outbox: written in the transaction that caused it, sent after.

    ``kind`` names the template; ``path`` is the page it links to. Neither speaks of a pupil.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "to": Disposal.SCRUB,
        "kind": Disposal.NOT_PERSONAL,
        "path": Disposal.SCRUB,  # an invitation's link is a key
    }

    to = models.EmailField(max_length=254)
    kind = models.SlugField(max_length=40)
    path = models.CharField(max_length=200)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = SchoolManager.from_queryset(LetterQuerySet)()

    class Meta:
        indexes = [
            models.Index(
                fields=["queued_at"], condition=models.Q(sent_at=None), name="letter_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} letter"
